using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Tpms;

/// <summary>Model, version and device of TPMs (completion.md 6.11).</summary>
internal sealed class TpmPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Tpm tpm in domain.Tpms)
        {
            tpm.Model ??= domain.IsPpc64() ? TpmModel.TpmSpapr : TpmModel.TpmTis;
            if (tpm.Backend == TpmBackend.Emulator)
            {
                tpm.Version ??= tpm.Model == TpmModel.TpmTis && domain.IsX86() ? TpmVersion.V12 : TpmVersion.V20;
            }
            else if (tpm.Backend == TpmBackend.Passthrough)
            {
                tpm.DevicePath ??= "/dev/tpm0";
            }
        }
    }
}
