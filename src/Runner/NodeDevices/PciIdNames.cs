using VirshLite.Runner.Hosts.Facts;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Names of PCI vendors and products out of the pci.ids file, where this host has one. It is read when the first name is asked for.</summary>
internal sealed class PciIdNames(HostFiles files)
{
    private const int MostBytes = 8 * 1024 * 1024;
    private static readonly string[] Places = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids"];

    private string[]? lines;

    /// <param name="vendor">0x8086.</param>
    public string? Vendor(string vendor) => Find(vendor) is var at && at >= 0 ? Rest(lines![at]) : null;

    /// <inheritdoc cref="Vendor"/>
    public string? Product(string vendor, string product)
    {
        string wanted = "\t" + Id(product) + "  ";
        for (int i = Find(vendor) + 1; i > 0 && i < lines!.Length && lines[i].StartsWith('\t'); i++)
        {
            if (lines[i].StartsWith(wanted, StringComparison.Ordinal))
            {
                return Rest(lines[i][1..]);
            }
        }

        return null;
    }

    private int Find(string vendor)
    {
        // comments between a vendor's products would end them
        lines ??= [.. (Places.Select(p => files.Text(p, MostBytes)).FirstOrDefault(t => t is not null) ?? "").Split('\n').Where(l => !l.StartsWith('#'))];
        string wanted = Id(vendor) + "  ";
        return Array.FindIndex(lines, l => l.StartsWith(wanted, StringComparison.Ordinal));
    }

    private static string Id(string id) => id.StartsWith("0x", StringComparison.Ordinal) ? id[2..] : id;

    private static string Rest(string line) => line[6..].Trim();
}
