using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Storage;

/// <summary>
/// The managed pr-helper (item 6). No helper registers a D-Bus state for migration without a daemon, so item 5 never comes up.
/// </summary>
internal static class EarlyObjectArguments
{
    public static void Add(CommandLineBuilder builder) => PersistentReservations.AddManagedHelper(builder);
}
