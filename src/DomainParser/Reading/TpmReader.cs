using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;tpm&gt; (devices.md 8.1).</summary>
internal static class TpmReader
{
    public static Tpm Read(XmlCursor cursor)
    {
        var tpm = new Tpm { Model = cursor.Enum("model", TpmModel.Names) };
        XmlCursor backend = cursor.OnlyChild("backend") ?? throw cursor.Error($"<{cursor.Name}> needs a <backend>");
        tpm.Backend = backend.RequiredEnum("type", TpmBackend.Names);
        switch (tpm.Backend)
        {
            case TpmBackend.Passthrough:
                tpm.DevicePath = backend.Child("device")?.NonEmpty("path");
                break;
            case TpmBackend.Emulator:
                ReadEmulator(backend, tpm);
                break;
            case TpmBackend.External:
                XmlCursor source = backend.Child("source") ?? throw backend.Error("missing external TPM backend source type");
                tpm.ExternalSource = ChardevReader.Read(backend, source.RequiredEnum("type", ChardevType.Names));
                break;
        }

        DeviceReader.ReadCommon(cursor, tpm);
        StatusDataReader.ReadInto(cursor, tpm);
        return tpm;
    }

    private static void ReadEmulator(XmlCursor backend, Tpm tpm)
    {
        tpm.Version = backend.Enum("version", TpmVersion.Names);
        tpm.PersistentState = backend.YesNo("persistent_state") == true;
        tpm.Debug = backend.Since("10.10").UInt("debug") ?? 0;
        // without a secret, or a source without a type, nothing is said (so libvirt 11.3, black box)
        if (backend.Child("encryption") is { } encryption && encryption.Text("secret") is { } secret)
        {
            tpm.EncryptionSecret = Guid.TryParse(secret, out Guid uuid) ? uuid : throw encryption.Error($"Unable to parse secret uuid '{secret}'");
        }

        if (backend.Child("active_pcr_banks") is { } banks)
        {
            for (int bank = 0; bank < TpmPcrBank.Names.All.Count; bank++)
            {
                if (banks.HasChild(TpmPcrBank.Names.All[bank]))
                {
                    tpm.ActivePcrBanks |= 1u << bank;
                }
            }
        }

        if (backend.Since("10.10").Child("source") is { } source)
        {
            tpm.StateSource = StateSource(source);
        }

        if (backend.Since("10.10").Child("profile") is { } profile)
        {
            tpm.Profile = new TpmProfile
            {
                Source = profile.NonEmpty("source"),
                Name = profile.NonEmpty("name"),
                RemoveDisabled = profile.Enum("removeDisabled", TpmRemoveDisabled.Names),
            };
            if (tpm.Profile.Source is null && tpm.Profile.Name is null)
            {
                tpm.Profile = null;
            }
        }
    }
    private static TpmStateSource? StateSource(XmlCursor source)
    {
        if (source.Text("type") is not { } type)
        {
            source.TakeAnything();
            return null;
        }

        return new TpmStateSource
        {
            IsDirectory = type switch
            {
                "file" => false,
                "dir" => true,
                _ => throw source.Error($"'{type}' is not a type of an emulated TPM's <source>; 'file' or 'dir' would be right"),
            },
            Path = source.NonEmpty("path") ?? throw source.Error("missing TPM source path"),
        };
    }
}
