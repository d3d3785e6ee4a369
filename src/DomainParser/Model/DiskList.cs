namespace VirshLite.DomainParser.Model;

/// <summary>The order of a domain's disks (storage.md 2.1).</summary>
internal static class DiskList
{
    /// <summary>Puts a disk at its place: sorted by target inside one bus as written, buses in the order of their first disk.</summary>
    public static void Insert(List<Disk> disks, Disk disk) => disks.Insert(PlaceOf(disk, disks), disk);

    private static int PlaceOf(Disk disk, List<Disk> disks)
    {
        int index = DiskTarget.Index(disk.TargetDev);
        int behindLast = -1;
        for (int i = 0; i < disks.Count; i++)
        {
            if (disks[i].Bus != disk.Bus)
            {
                continue;
            }

            if (DiskTarget.Index(disks[i].TargetDev) > index)
            {
                return i;
            }

            behindLast = i + 1;
        }

        return behindLast < 0 ? disks.Count : behindLast;
    }
}
