using System.Text.Json;

namespace VirshLite.Translator.State;

/// <summary>The named block nodes of a running QEMU, by name: what query-named-block-nodes answers.</summary>
public sealed class BlockNodes
{
    private readonly Dictionary<string, BlockNode> nodes = [];

    public BlockNodes(IEnumerable<BlockNode> nodes)
    {
        foreach (BlockNode node in nodes)
        {
            this.nodes[node.Name] = node;
        }
    }

    /// <summary>null where there is none of that name.</summary>
    public BlockNode? this[string name] => nodes.GetValueOrDefault(name);

    public IEnumerable<BlockNode> All => nodes.Values;

    /// <summary>Reads the reply's list. What is missing counts as nothing: QEMU leaves empty lists out.</summary>
    public static BlockNodes Parse(JsonElement reply)
    {
        var list = new List<BlockNode>();
        foreach (JsonElement node in reply.EnumerateArray())
        {
            if (Text(node, "node-name") is { Length: > 0 } name)
            {
                list.Add(ParseNode(node, name));
            }
        }

        return new(list);
    }

    private static BlockNode ParseNode(JsonElement node, string name)
    {
        JsonElement image = Member(node, "image");
        JsonElement format = Member(Member(image, "format-specific"), "data");
        return new BlockNode
        {
            Name = name,
            Driver = Text(node, "drv") ?? "",
            File = Text(node, "file") ?? "",
            Capacity = Number(image, "virtual-size"),
            ClusterSize = Number(image, "cluster-size"),
            IsQcow2Version2 = Text(format, "compat") == "0.10",
            Bitmaps = [.. Items(node, "dirty-bitmaps").Where(b => Text(b, "name") is not null).Select(ParseBitmap)],
            Snapshots = [.. Items(image, "snapshots").Select(s => new InternalSnapshot(Text(s, "name") ?? "", Number(s, "vm-state-size") > 0))],
        };
    }

    private static NodeBitmap ParseBitmap(JsonElement bitmap) => new()
    {
        Name = Text(bitmap, "name")!,
        Recording = IsTrue(bitmap, "recording"),
        Busy = IsTrue(bitmap, "busy"),
        Persistent = IsTrue(bitmap, "persistent"),
        Inconsistent = IsTrue(bitmap, "inconsistent"),
        Granularity = Number(bitmap, "granularity"),
        DirtyBytes = Number(bitmap, "count"),
    };

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static ulong Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetUInt64(out ulong value) ? value : 0;

    private static bool IsTrue(JsonElement element, string name) => Member(element, name).ValueKind == JsonValueKind.True;
}
