using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Storage;

/// <summary>
/// The managed pr-helper (core-arguments.md 4). No helper registers a D-Bus state for migration without a daemon, so that one never comes up.
/// </summary>
internal static class EarlyObjectArguments
{
    public static void Add(CommandLineBuilder builder) => PersistentReservations.AddManagedHelper(builder);
}
