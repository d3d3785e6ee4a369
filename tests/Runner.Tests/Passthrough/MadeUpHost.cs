using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Tests.Passthrough;

/// <summary>A host of files: sysfs with PCI devices in IOMMU groups, and what the kernel does when drivers are bound and unbound.</summary>
internal sealed class MadeUpHost : DeviceHost, IDisposable
{
    private const string Devices = "/sys/bus/pci/devices/";
    private const string Drivers = "/sys/bus/pci/drivers/";
    private readonly TemporaryDirectory directory;

    public MadeUpHost()
        : this(new TemporaryDirectory())
    {
    }

    private MadeUpHost(TemporaryDirectory directory)
        : base(directory.Path)
    {
        this.directory = directory;
        Put("/sys/bus/pci/drivers_probe");
        Driver("vfio-pci");
        Driver("e1000e");
        Driver("snd_hda_intel");
        Put("/dev/vfio/vfio");
    }

    /// <summary>What was written, as <c>PATH=TEXT</c> from /sys/bus/pci on.</summary>
    public List<string> Written { get; } = [];

    public List<string> Commands { get; } = [];

    public Func<string, string> Answer { get; set; } = _ => "";

    public bool KernelRefuses { get; set; }

    public void Dispose() => directory.Dispose();

    public string Put(string path, string text = "") => directory.File(path[1..], text);

    public void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        File.CreateSymbolicLink(Root + path, target);
    }

    public void Driver(string name)
    {
        Put(Drivers + name + "/bind");
        Put(Drivers + name + "/unbind");
    }

    public void Device(string address, string? driver, int? group, string type = "0x020000")
    {
        Put(Devices + address + "/class", type + "\n");
        Put(Devices + address + "/driver_override", "(null)\n");
        if (driver is not null)
        {
            Link(Devices + address + "/driver", "../../../../bus/pci/drivers/" + driver);
        }

        if (group is { } number)
        {
            Link(Devices + address + "/iommu_group", $"../../../../kernel/iommu_groups/{number}");
            Put($"/sys/kernel/iommu_groups/{number}/devices/{address}");
            Put($"/dev/vfio/{number}");
        }
    }

    public string? DriverOf(string address) => new HostPciFunction(this, address).Driver;

    public override void Write(string path, string text)
    {
        Written.Add($"{path["/sys/bus/pci/".Length..]}={text.Trim()}");
        File.Exists(Files.At(path)).ShouldBeTrue(path);
        string name = Path.GetFileName(path);
        if (name == "driver_override")
        {
            File.WriteAllText(Files.At(path), text);
        }
        else if (name == "unbind")
        {
            File.Delete(Files.At(Devices + text + "/driver"));
        }
        else if (!KernelRefuses && DriverOf(text) is null)
        {
            string wanted = File.ReadAllText(Files.At(Devices + text + "/driver_override")).Trim();
            string? driver = name == "bind" ? Path.GetFileName(Path.GetDirectoryName(path)) : wanted is "" or "(null)" ? null : wanted;
            if (driver is not null)
            {
                Link(Devices + text + "/driver", "../../../../bus/pci/drivers/" + driver);
            }
        }
    }

    public override CommandResult Run(string program, byte[] input, IReadOnlyList<string> arguments) =>
        Run(program, input.Length == 0 ? arguments : [.. arguments, "<", System.Text.Encoding.UTF8.GetString(input)]);

    public override CommandResult Run(string program, params IReadOnlyList<string> arguments)
    {
        string line = program + " " + string.Join(' ', arguments);
        Commands.Add(line);
        return new CommandResult(line, default, Answer(line), "");
    }
}
