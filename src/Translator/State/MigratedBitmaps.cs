using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>A copied disk's dirty bitmaps, which move with the guest (guest-state.md 6.4): both sides know them by the same names.</summary>
/// <param name="Target">The disk's target.</param>
/// <param name="Node">The node that has them, or gets them.</param>
/// <param name="Names">The bitmaps' names.</param>
public sealed record MigratedBitmaps(string Target, string Node, IReadOnlyList<string> Names)
{
    public const string Capability = "dirty-bitmaps";

    /// <summary>Bitmaps of a disk that are worth moving: kept in the image, recording, sound.</summary>
    public static MigratedBitmaps? Of(string target, string node, BlockNode? image)
    {
        string[] names = [.. image?.Bitmaps.Where(b => b.IsUsable).Select(b => b.Name) ?? []];
        return names.Length > 0 ? new(target, node, names) : null;
    }

    /// <summary>Into the arguments of migrate-set-parameters.</summary>
    /// <param name="keep">This side is to keep them in its images.</param>
    public static PropertyBag AddTo(PropertyBag parameters, IReadOnlyList<MigratedBitmaps> bitmaps, bool keep = false)
    {
        PropertyBag mapping = BitmapMapping.Arguments(bitmaps.Select(Disk), target => bitmaps.First(b => b.Target == target).Node);
        return parameters.Add("block-bitmap-mapping", mapping["block-bitmap-mapping"]);

        MigrationBitmapDisk Disk(MigratedBitmaps disk)
        {
            var mapped = new MigrationBitmapDisk { Target = disk.Target };
            mapped.Bitmaps.AddRange(disk.Names.Select(n => new MigrationBitmap(n, BitmapMapping.AliasOf(disk.Target, n)) { IsPersistent = keep }));
            return mapped;
        }
    }
}
