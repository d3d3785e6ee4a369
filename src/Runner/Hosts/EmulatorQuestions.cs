using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Runner.Hosts;

/// <summary>Asks a QEMU binary for the words of its command line (<c>-help</c> and its kin), as the user that is asked for capabilities.</summary>
public static class EmulatorQuestions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>Null where the binary does not answer.</returns>
    public static EmulatorVocabulary? Vocabulary(string emulator, RunAs? runAs, bool trustEmulator)
    {
        if (runAs is not null && !trustEmulator && !EmulatorTrust.IsRoots(emulator))
        {
            return null;
        }

        return Ask(emulator, runAs, "-help") is { } help
            && Ask(emulator, runAs, "-machine", "none", "-device", "help") is { } devices
            && Ask(emulator, runAs, "-machine", "none", "-object", "help") is { } objects ? EmulatorVocabulary.Parse(help, devices, objects) : null;
    }

    private static string? Ask(string emulator, RunAs? runAs, params string[] arguments)
    {
        HostCommand command = runAs is null ? new(emulator, arguments)
            : new("setpriv", [.. runAs.WordsForProbe(EmulatorTrust.IsRoots(emulator)), emulator, .. arguments]);
        try
        {
            return (command with { TimeLimit = Patience }).Run() is { Success: true } result ? result.Output : null;
        }
        catch (NativeException)
        {
            return null;
        }
    }
}
