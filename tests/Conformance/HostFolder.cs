using System.Text.Json;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;

namespace VirshLite.Conformance;

/// <summary>The files of the pretended host: descriptors, networks, pools, host CPUs.</summary>
internal sealed class HostFolder
{
    private static readonly string[] DescriptorDirectories = ["usr/share/qemu", "etc/qemu"];

    private readonly Dictionary<string, HostCpu> cpus = [];

    public HostFolder(string root)
    {
        Root = root;
        ReadCpus();
        FirmwareDescriptors = Descriptors("firmware");
        VhostUserDescriptors = Descriptors("vhost-user");
    }

    public string Root { get; }

    public IReadOnlyList<DescriptorFile> FirmwareDescriptors { get; }

    public IReadOnlyList<DescriptorFile> VhostUserDescriptors { get; }

    /// <summary>A file below the folder; null where it does not exist.</summary>
    public string? Text(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    /// <summary>The host CPU of that name, always the same object; null where there is none.</summary>
    public HostCpu? Cpu(string name) => cpus.GetValueOrDefault(name);

    private void ReadCpus()
    {
        using JsonDocument document = JsonDocument.Parse(Text("host-cpus.json") ?? "{}");
        foreach (JsonProperty cpu in document.RootElement.EnumerateObject())
        {
            string? vendor = cpu.Value.TryGetProperty("vendor", out JsonElement v) ? v.GetString() : null;
            string[] features = cpu.Value.TryGetProperty("features", out JsonElement list) ? [.. list.EnumerateArray().Select(f => f.GetString()!)] : [];
            cpus.Add(cpu.Name, new(cpu.Value.GetProperty("model").GetString()!, vendor, features));
        }
    }

    private List<DescriptorFile> Descriptors(string kind)
    {
        var files = new List<DescriptorFile>();
        for (int rank = 0; rank < DescriptorDirectories.Length; rank++)
        {
            string directory = Path.Combine(Root, kind, DescriptorDirectories[rank], kind);
            if (!Directory.Exists(directory))
            {
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(directory))
            {
                files.Add(new(rank, Path.GetFileName(file), File.ReadAllText(file)));
            }
        }

        return files;
    }
}
