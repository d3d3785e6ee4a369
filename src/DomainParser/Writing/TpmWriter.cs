using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;tpm&gt;.</summary>
internal static class TpmWriter
{
    public static void Write(XmlOutput xml, Tpm tpm)
    {
        xml.Open("tpm").Attr("model", TpmModel.Names.Of(tpm.Model));
        xml.Open("backend").Attr("type", TpmBackend.Names[tpm.Backend]);
        switch (tpm.Backend)
        {
            case TpmBackend.Passthrough:
                xml.Open("device").Attr("path", tpm.DevicePath).Close();
                break;
            case TpmBackend.Emulator:
                WriteEmulator(xml, tpm);
                break;
            case TpmBackend.External when tpm.ExternalSource is { } source:
                xml.Open("source");
                ChardevWriter.WriteType(xml, source);
                if (source.Type == ChardevType.Unix)
                {
                    xml.Attr("mode", source.Path is null ? null : ChardevMode.Names[source.Mode]).Attr("path", source.Path);
                    source.SecLabels.ForEach(label => DeviceSecLabelWriter.Write(xml, label));
                }

                xml.Close();
                break;
        }

        xml.Close();
        DeviceWriter.WriteCommon(xml, tpm);
        if (xml.IsStatus && tpm.CanMigrateSharedState is { } can)
        {
            xml.Open("privateData").Open("swtpm").YesNo("can_migrate_shared_storage", can).Close().Close();
        }

        xml.Close();
    }

    private static void WriteEmulator(XmlOutput xml, Tpm tpm)
    {
        xml.Attr("version", TpmVersion.Names.Of(tpm.Version)).Attr("persistent_state", tpm.PersistentState ? "yes" : null)
            .Attr("debug", tpm.Debug == 0 ? (uint?)null : tpm.Debug);
        if (tpm.EncryptionSecret is { } secret)
        {
            xml.Open("encryption").Attr("secret", secret.ToString("D")).Close();
        }

        if (tpm.ActivePcrBanks != 0)
        {
            xml.Open("active_pcr_banks");
            for (int bank = 0; bank < TpmPcrBank.Names.All.Count; bank++)
            {
                xml.Empty(TpmPcrBank.Names.All[bank], tpm.HasBank((TpmPcrBank)bank));
            }

            xml.Close();
        }

        if (tpm.StateSource is { } state)
        {
            xml.Open("source").Attr("type", state.IsDirectory ? "dir" : "file").Attr("path", state.Path).Close();
        }

        if (tpm.Profile is { } profile)
        {
            xml.Open("profile").Attr("source", profile.Source).Attr("removeDisabled", TpmRemoveDisabled.Names.Of(profile.RemoveDisabled))
                .Attr("name", profile.Name).Close();
        }
    }
}
