using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.State;

/// <summary>One image of a running guest's disk: its nodes and the file behind them.</summary>
/// <param name="Node">The node that stands for the image.</param>
/// <param name="StorageNode">The node that talks to the storage; the same where the image has no other.</param>
/// <param name="File">QEMU's name of the file: a path, or json: for what has none.</param>
/// <param name="Driver">QEMU's word for the format.</param>
public sealed record LiveImage(string Node, string StorageNode, string File, string Driver)
{
    /// <summary>The number in the node's name, which XML shows as the image's index; 0 where it has none.</summary>
    public uint Index => Node.Split('-') is ["libvirt", var number, ..]
        && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) ? index : 0;

    /// <summary>Both nodes in the order in which they can be removed.</summary>
    public IEnumerable<string> Nodes => Node == StorageNode ? [Node] : [Node, StorageNode];
}

/// <summary>A running guest's disk as QEMU has it now.</summary>
/// <param name="Disk">Its definition.</param>
/// <param name="Device">The node that the device uses: a filter, or the top image's.</param>
/// <param name="Images">The top one first.</param>
public sealed record LiveDisk(Disk Disk, string Device, IReadOnlyList<LiveImage> Images)
{
    public string Target => Disk.TargetDev;

    public LiveImage Top => Images[0];

    public BitmapChain Bitmaps(BlockNodes nodes) => new(nodes, Images.Select(i => i.Node));

    /// <summary>The place in the chain of an image that the user names: by its path, or as vda[3] by its number.</summary>
    /// <exception cref="DomainException">No image of the chain is meant.</exception>
    /// <param name="image">Path, or target with number.</param>
    /// <param name="beneath">The place that the image is to lie below; null: anywhere.</param>
    public int Find(string image, int? beneath = null)
    {
        for (int i = beneath + 1 ?? 0; i < Images.Count; i++)
        {
            if (Images[i].File == image || image == string.Create(CultureInfo.InvariantCulture, $"{Target}[{Images[i].Index}]"))
            {
                return i;
            }
        }

        throw DomainException.Argument(IndexOf(image) is { } index
            ? $"could not find backing store index '{index}' in chain for '{Target}'"
            : beneath is { } upper
                ? $"could not find image '{image}' beneath '{Images[upper].File}' in chain for '{Target}'"
                : $"could not find image '{image}' in chain for '{Target}'");
    }

    /// <summary>3 of vda[3].</summary>
    private string? IndexOf(string image) =>
        image.StartsWith(Target + "[", StringComparison.Ordinal) && image.EndsWith(']') ? image[(Target.Length + 1)..^1] : null;
}

/// <summary>The disks of a running guest (query-blockstats, query-named-block-nodes).</summary>
public static class LiveDisks
{
    /// <summary>Disks with a medium that QEMU reads and writes itself.</summary>
    /// <param name="domain">The guest's live definition; its devices get their aliases.</param>
    public static IReadOnlyList<LiveDisk> Parse(Domain domain, JsonElement blockStats, BlockNodes nodes)
    {
        Aliases.Assign(domain);
        var found = new List<LiveDisk>();
        foreach (Disk disk in domain.Disks)
        {
            foreach (JsonElement device in blockStats.EnumerateArray())
            {
                if (IsOf(device, disk.Alias!) && Name(device) is { } node)
                {
                    found.Add(new LiveDisk(disk, node, Chain(device, nodes)));
                }
            }
        }

        return found;
    }

    /// <exception cref="DomainException">The guest has no such disk.</exception>
    public static LiveDisk Find(IEnumerable<LiveDisk> disks, string path) =>
        disks.FirstOrDefault(d => d.Target == path || d.Top.File == path || d.Disk.Source.Path == path)
        ?? throw DomainException.Argument($"disk '{path}' not found in domain");

    /// <summary>The number for the next image's nodes: after all that QEMU has.</summary>
    public static uint NextNumber(BlockNodes nodes) => nodes.All.Select(n => new LiveImage(n.Name, n.Name, "", "").Index).DefaultIfEmpty().Max() + 1;

    private static bool IsOf(JsonElement device, string alias) =>
        device.TryGetProperty("qdev", out JsonElement qdev) && qdev.GetString() is { } path
        && (path == alias || path.EndsWith("/" + alias, StringComparison.Ordinal) || path.Contains($"/{alias}/", StringComparison.Ordinal));

    private static List<LiveImage> Chain(JsonElement top, BlockNodes nodes)
    {
        while (nodes[Name(top)!]?.Driver is "throttle" or "copy-on-read" && top.TryGetProperty("parent", out JsonElement below))
        {
            top = below;
        }

        var images = new List<LiveImage>();
        for (JsonElement? layer = top; layer is { } at; layer = at.TryGetProperty("backing", out JsonElement backing) ? backing : null)
        {
            string node = Name(at)!;
            string storage = node;
            for (JsonElement part = at; part.TryGetProperty("parent", out JsonElement below) && Name(below) is { } name; part = below)
            {
                storage = name;
            }

            images.Add(new LiveImage(node, storage, nodes[storage]?.File ?? "", nodes[node]?.Driver ?? ""));
        }

        return images;
    }

    private static string? Name(JsonElement device) => device.TryGetProperty("node-name", out JsonElement name) ? name.GetString() : null;
}
