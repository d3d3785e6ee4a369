using System.Globalization;
using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Hosts.Facts;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Devices of one kind, read from sysfs.</summary>
internal abstract class NodeSource(DeviceHost host)
{
    protected DeviceHost Host { get; } = host;

    protected HostFiles Files => Host.Files;

    public abstract IEnumerable<NodeDevice> All();

    /// <summary>The devices of a directory (/sys/class/net, /sys/bus/pci/devices) with where they are: entries usually are links.</summary>
    protected IEnumerable<(string Name, string Path)> Entries(string directory)
    {
        foreach (string name in Files.Names(directory))
        {
            string entry = $"{directory}/{name}";
            if (Directory.Exists(Files.At(entry)))
            {
                yield return (name, new FileInfo(Files.At(entry)).LinkTarget is { } target ? Path.GetFullPath(target, directory) : entry);
            }
        }
    }

    protected string? Driver(string path) => Files.LinkName(path + "/driver");

    /// <summary>What udev has found out about a block or character device; empty where it keeps nothing.</summary>
    protected UdevRecord Udev(char kind, string path) =>
        Files.Line(path + "/dev") is { Length: > 0 } numbers ? UdevRecord.Read(Files, kind, numbers) : UdevRecord.Empty;

    protected static XElement Capability(string type, params object?[] content) => new("capability", new XAttribute("type", type), content);

    protected static XElement? Optional(string name, string? value) => string.IsNullOrEmpty(value) ? null : new XElement(name, value);

    protected static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Host, bus and other numbers out of a name such as 0:0:1:0 or host3.</summary>
    protected static string[] Numbers(string name) => name.Split([':', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
}
