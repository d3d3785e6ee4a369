using System.Text.Json;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance;

/// <summary>The pretended host's qemu.conf: the directories of the cases, a spice password, and the settings that a case changes.</summary>
internal static class PretendedSettings
{
    private static readonly Settings Defaults = new()
    {
        StateDirectory = "/var/run/libvirt/qemu",
        ChannelDirectory = "/var/run/libvirt/qemu/channel",
        SpicePassword = "123456",
        VncSaslDirectory = "/etc/sasl2",
        SpiceSaslDirectory = "/etc/sasl2",
        ChardevTlsVerify = false,
    };

    /// <exception cref="FormatException">A case sets something that no setting stands for.</exception>
    public static Settings Of(ConformanceCase @case)
    {
        Settings settings = Defaults;
        if (@case.Config.ValueKind != JsonValueKind.Object)
        {
            return settings;
        }

        foreach (JsonProperty property in @case.Config.EnumerateObject())
        {
            bool on = property.Value.ValueKind == JsonValueKind.True || (property.Value.ValueKind == JsonValueKind.Number && property.Value.GetInt32() != 0);
            string? text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
            settings = property.Name switch
            {
                "dumpGuestCore" => settings with { DumpGuestCore = on },
                "vncAllowHostAudio" => settings with { VncAllowHostAudio = on },
                "nogfxAllowHostAudio" => settings with { NographicsAllowHostAudio = on },
                "vxhsTLS" => settings with { VxhsTls = on },
                "nbdTLS" => settings with { NbdTls = on },
                "nbdTLSx509secretUUID" => settings with { NbdTlsSecretUuid = text },
                "vxhsTLSx509secretUUID" => settings,
                "storageUseNbdkit" => settings with { StorageUseNbdkit = on },
                "vncAutoUnixSocket" => settings with { VncAutoUnixSocket = on },
                "vncSASL" => settings with { VncSasl = on },
                "vncTLS" => settings with { VncTls = on },
                "vncTLSx509verify" => settings with { VncTlsVerify = on },
                "vncTLSx509secretUUID" => settings with { VncTlsSecretUuid = text },
                "spiceTLS" => settings with { SpiceTls = on },
                "spiceSASL" => settings with { SpiceSasl = on },
                "spiceAutoUnixSocket" => settings with { SpiceAutoUnixSocket = on },
                "spicePassword" => settings with { SpicePassword = text },
                "vncPassword" => settings with { VncPassword = text },
                "chardevTLS" => settings with { ChardevTls = on },
                "chardevTLSx509verify" => settings with { ChardevTlsVerify = on },
                "chardevTLSx509secretUUID" => settings with { ChardevTlsSecretUuid = text },
                "setProcessName" => settings with { SetProcessName = on },
                "logTimestamp" => settings with { LogTimestamp = on },
                "seccompSandbox" => settings with { SeccompSandbox = on },
                "glusterDebugLevel" => settings with { GlusterDebugLevel = property.Value.GetInt32() },
                "deprecationBehavior" => settings with { DeprecationBehavior = text! },
                "vncListen" => settings with { VncListen = text! },
                "spiceListen" => settings with { SpiceListen = text! },
                _ => throw new FormatException($"{@case.Id} sets '{property.Name}', which no setting stands for"),
            };
        }

        return settings;
    }
}
