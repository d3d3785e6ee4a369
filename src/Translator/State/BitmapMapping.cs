using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>Names under which dirty bitmaps travel in a migration (guest-state.md 6.4, "Persistent bitmaps").</summary>
internal static class BitmapMapping
{
    /// <summary>The name of a bitmap on the wire.</summary>
    public static string AliasOf(string target, string bitmap) => $"libvirt-{target}-{bitmap}";

    /// <summary>The arguments of migrate-set-parameters.</summary>
    /// <param name="nodeOf">The block node of a disk's image, by the disk's target; null where there is none.</param>
    /// <exception cref="DomainException">A disk is not the guest's.</exception>
    public static PropertyBag Arguments(IEnumerable<MigrationBitmapDisk> disks, Func<string, string?> nodeOf) => new PropertyBag().AddArray(
        "block-bitmap-mapping",
        disks.Select(disk => (PropertyValue)new ObjectProperty(new PropertyBag()
            .Add("node-name", nodeOf(disk.Target)
                ?? throw new DomainException($"couldn't find disk '{disk.Target}' for transferring bitmaps", default, RefusalKind.Plain))
            .Add("alias", disk.Target)
            .AddArray("bitmaps", disk.Bitmaps.Select(Bitmap)))));

    private static ObjectProperty Bitmap(MigrationBitmap bitmap) => new(new PropertyBag()
        .Add("name", bitmap.Name)
        .Add("alias", bitmap.Alias)
        .Add("transform", bitmap.IsPersistent ? new PropertyBag().Add("persistent", true) : null));
}
