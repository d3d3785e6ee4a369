using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance.Hotplug;

/// <summary>The data, the recorded QEMUs, and what was set on the hosts of the tests and recordings.</summary>
internal sealed class HotplugSetting(string directory, string hostRoot)
{
    private readonly Dictionary<string, QemuCapabilities> capabilities = [];

    public JsonElement Load(string file)
    {
        string path = At(file);
        return File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.Clone() : JsonDocument.Parse("[]").RootElement.Clone();
    }

    public string At(string file) => Path.Combine(directory, file);

    public string Text(string file) => File.ReadAllText(At(file));

    public Domain Domain(string file, bool live) => DomainReader.Read(Text(file), new ReadingOptions { FileName = file, Live = live, IgnoreUnknown = true });

    /// <summary>The newest recorded QEMU of an architecture; as in libvirt's tests, short names of machines stay.</summary>
    public QemuCapabilities Newest(string architecture)
    {
        if (!capabilities.TryGetValue(architecture, out QemuCapabilities? found))
        {
            string file = Directory.EnumerateFiles(Path.Combine(hostRoot, "qemu"), $"caps_*_{architecture}.replies")
                .MaxBy(f => Version.Parse(Path.GetFileName(f).Split('_')[1]))!;
            found = RecordedSession.Replay(File.ReadAllBytes(file), "/usr/bin/qemu-system-" + architecture, hvf: false).WithoutMachineAliases();
            capabilities.Add(architecture, found);
        }

        return found;
    }

    /// <summary>The directories of libvirt's tests.</summary>
    public static Settings OfTests(JsonElement entry) => new()
    {
        StateDirectory = "/var/run/libvirt/qemu",
        ChannelDirectory = "/var/run/libvirt/qemu/channel",
        VncSaslDirectory = "/etc/sasl2",
        SpiceSaslDirectory = "/etc/sasl2",
        ChardevTlsVerify = false,
        SpiceTls = entry.TryGetProperty("hostConfig", out JsonElement config) && config.TryGetProperty("spice_tls", out JsonElement tls) && tls.GetBoolean(),
    };

    /// <summary>Debian's, on which the recordings were made.</summary>
    public static Settings OfRecordings { get; } = new() { StateDirectory = "/run/libvirt/qemu", ChannelDirectory = "/run/libvirt/qemu/channel" };
}
