using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>The XML of a running guest, as it is now, in the guest's directory; who changes it holds the lock of changes.</summary>
internal static class LiveXml
{
    public static string LockOf(GuestStore store, string name) => store.DirectoryOf(name) + "/change";

    public static Domain Read(GuestStore store, GuestRecord record)
    {
        Domain live = DomainReader.Read(File.ReadAllText(store.DomainXmlOf(record.Name)),
            new ReadingOptions { FileName = record.Name, Live = true, IgnoreUnknown = true });
        live.Id = record.Id;
        return live;
    }

    /// <summary>The last number that block nodes got in this run.</summary>
    public static uint LastNodeNumber(GuestStore store, string name)
    {
        string file = NumberOf(store, name);
        return File.Exists(file) && uint.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out uint number) ? number : Highest(store, name);
    }

    public static void KeepNodeNumber(GuestStore store, string name, uint number)
    {
        if (Directory.Exists(store.DirectoryOf(name)))
        {
            Native.Files.WriteAtomically(NumberOf(store, name), Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), FileModes.OwnerFile);
        }
    }

    private static string NumberOf(GuestStore store, string name) => store.DirectoryOf(name) + "/nodes";

    /// <summary>At the start every image, empty drive and filter gets a number, one after the other; empty drives and filters do not show theirs.</summary>
    private static uint Highest(GuestStore store, string name)
    {
        uint highest = 0;
        uint count = 0;
        Domain live = DomainReader.Read(File.ReadAllText(store.DomainXmlOf(name)), new ReadingOptions { Live = true, IgnoreUnknown = true });
        foreach (Disk disk in live.Disks)
        {
            count += (uint)disk.ThrottleFilters.Count;
            for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
            {
                highest = Math.Max(highest, Math.Max(source.Index, source.DataStore?.Index ?? 0));
                count += source.DataStore is null ? 1u : 2u;
            }
        }

        return Math.Max(highest, count);
    }
}
