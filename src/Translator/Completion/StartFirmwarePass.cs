using VirshLite.Translator.FirmwareSearch;

namespace VirshLite.Translator.Completion;

/// <summary>The firmware once more, as the host has it now; without one the guest does not start (completion.md 2.4).</summary>
public sealed class StartFirmwarePass : ICompletionPass
{
    public void Run(TranslationContext context) => FirmwareSelection.Run(context, abiUpdate: false, required: true);
}
