using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Tpms;

/// <summary>Checks of TPMs (devices.md 8.1).</summary>
internal static class TpmRules
{
    public static void Check(TranslationContext context)
    {
        List<Tpm> tpms = context.Domain.Tpms;
        if (tpms.Count > 1 && tpms.TrueForAll(t => t.Model == TpmModel.SpaprTpmProxy))
        {
            throw DomainException.Unsupported("only a single TPM Proxy device is supported", tpms[1].Position);
        }

        if (tpms.Count > 1 && !tpms.Exists(t => t.Model == TpmModel.SpaprTpmProxy))
        {
            throw DomainException.Unsupported("only a single TPM non-proxy device is supported", tpms[1].Position);
        }

        foreach (Tpm tpm in tpms)
        {
            CheckModel(tpm, context);
            CheckBackend(tpm, context);
        }
    }

    private static void CheckModel(Tpm tpm, TranslationContext context)
    {
        string name = TpmModel.Names[tpm.Model!.Value];
        string flag = tpm.Model switch
        {
            TpmModel.TpmTis => Flags.TpmTis,
            TpmModel.TpmCrb => Flags.TpmCrb,
            TpmModel.TpmSpapr => Flags.TpmSpapr,
            _ => Flags.SpaprTpmProxy,
        };
        if (!context.Capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"The QEMU executable {context.Domain.Emulator} does not support TPM model {name}", tpm.Position);
        }

        if (tpm.Model == TpmModel.SpaprTpmProxy && tpm.Backend != TpmBackend.Passthrough)
        {
            throw DomainException.Unsupported("Unsupported TPM backend for 'spapr-tpm-proxy': 'passthrough' would be right", tpm.Position);
        }
    }

    private static void CheckBackend(Tpm tpm, TranslationContext context)
    {
        if (!context.Capabilities.Has(tpm.Backend == TpmBackend.Passthrough ? Flags.TpmPassthrough : Flags.TpmEmulator)
            && tpm.Model != TpmModel.SpaprTpmProxy)
        {
            throw DomainException.Unsupported(
                $"The QEMU executable {context.Domain.Emulator} does not support TPM backend type {TpmBackend.Names[tpm.Backend]}", tpm.Position);
        }

        switch (tpm.Backend)
        {
            case TpmBackend.Emulator:
                CheckEmulator(tpm, context);
                break;
            case TpmBackend.External:
                CheckExternal(tpm);
                break;
        }
    }

    private static void CheckEmulator(Tpm tpm, TranslationContext context)
    {
        if (tpm.Version == TpmVersion.V12)
        {
            if (!context.Domain.IsX86() || tpm.Model != TpmModel.TpmTis)
            {
                throw DomainException.Unsupported(
                    "TPM 1.2 is not supported with "
                    + $"{(context.Domain.IsX86() ? $"model '{TpmModel.Names[tpm.Model!.Value]}'" : $"architecture {context.Domain.Os.Arch}")}", tpm.Position);
            }

            if (tpm.ActivePcrBanks != 0)
            {
                throw new DomainException("<active_pcr_banks/> requires TPM version '2.0'", tpm.Position);
            }

            if (tpm.Profile?.Source is not null)
            {
                throw new DomainException("<profile/> requires TPM version '2.0'", tpm.Position);
            }
        }

        // tpm-spapr is 2.0 by definition, and what swtpm says about it is not asked
        IReadOnlyList<string> versions = tpm.Model == TpmModel.TpmSpapr ? [] : context.Host.SwtpmVersions;
        string version = TpmVersion.Names[tpm.Version!.Value];
        if (versions.Count > 0 && !versions.Contains(version))
        {
            throw DomainException.Unsupported($"TPM version '{version}' is not supported by the installed swtpm", tpm.Position);
        }
    }

    private static void CheckExternal(Tpm tpm)
    {
        ChardevSource source = tpm.ExternalSource!;
        if (source.Type != ChardevType.Unix)
        {
            throw DomainException.Unsupported("only source type 'unix' is supported for external TPM device", tpm.Position);
        }

        if (string.IsNullOrEmpty(source.Path))
        {
            throw DomainException.Unsupported("missing socket path for external TPM device", tpm.Position);
        }

        if (source.Mode != ChardevMode.Connect)
        {
            throw DomainException.Unsupported("only 'client' (connect) mode is supported for external TPM device", tpm.Position);
        }
    }
}
