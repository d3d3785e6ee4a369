using VirshLite.Translator.Context;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>The firmware once more, as the host has it now; without one the guest does not start (completion.md 2.4).</summary>
internal sealed class StartFirmwarePass : ICompletionPass
{
    public void Run(TranslationContext context) => FirmwareSelection.Run(context, abiUpdate: false, required: true);
}
