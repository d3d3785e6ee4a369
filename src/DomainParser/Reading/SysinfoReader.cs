using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;sysinfo&gt; (completion.md 4.2). Empty entries count as absent, empty sections too.</summary>
internal static class SysinfoReader
{
    public static Sysinfo Read(XmlCursor cursor)
    {
        var sysinfo = new Sysinfo { Position = cursor.Position, Type = cursor.RequiredEnum("type", SysinfoType.Names) };
        if (sysinfo.Type == SysinfoType.FwCfg)
        {
            foreach (XmlCursor entry in cursor.Children("entry"))
            {
                sysinfo.FwCfgEntries.Add(FwCfg(entry));
            }

            return sysinfo;
        }

        sysinfo.Bios = cursor.Child("bios") is { } bios ? Bios(bios) : null;
        sysinfo.System = cursor.Child("system") is { } system ? System(system) : null;
        foreach (XmlCursor board in cursor.Children("baseBoard"))
        {
            SysinfoBaseBoard baseBoard = BaseBoard(board);
            if (!baseBoard.IsEmpty)
            {
                sysinfo.BaseBoards.Add(baseBoard);
            }
        }

        sysinfo.Chassis = cursor.Child("chassis") is { } chassis ? Chassis(chassis) : null;
        if (cursor.Child("oemStrings") is { } strings)
        {
            IReadOnlyList<XmlCursor> entries = strings.Children("entry");
            sysinfo.OemStrings = entries.Count == 0 ? null : [.. entries.Select(e => e.Content)];
        }

        return sysinfo;
    }

    private static FwCfgEntry FwCfg(XmlCursor cursor)
    {
        string name = cursor.NonEmpty("name") ?? throw cursor.Error("<entry> of fw_cfg needs the attribute 'name'");
        string? file = cursor.NonEmpty("file");
        string? value = cursor.Content.Length > 0 ? cursor.Content : null;
        return (file is null) == (value is null)
            ? throw cursor.Error($"fw_cfg entry '{name}' needs either a value or the attribute 'file'")
            : new FwCfgEntry { Position = cursor.Position, Name = name, Value = value, File = file is null ? null : PathText.WithoutDoubledSlashes(file) };
    }

    private static SysinfoBios? Bios(XmlCursor cursor)
    {
        Dictionary<string, XmlCursor> entries = Entries(cursor, "vendor", "version", "date", "release");
        var bios = new SysinfoBios
        {
            Vendor = Text(entries, "vendor"),
            Version = Text(entries, "version"),
            Date = Text(entries, "date"),
            Release = Text(entries, "release"),
        };
        return bios.Date is null || IsDate(bios.Date)
            ? bios.IsEmpty ? null : bios
            : throw entries["date"].Error($"'{bios.Date}' is not a date of a BIOS; mm/dd/yyyy would be right");
    }

    private static SysinfoSystem? System(XmlCursor cursor)
    {
        Dictionary<string, XmlCursor> entries = Entries(cursor, "manufacturer", "product", "version", "serial", "uuid", "sku", "family");
        var system = new SysinfoSystem
        {
            Position = cursor.Position,
            Manufacturer = Text(entries, "manufacturer"),
            Product = Text(entries, "product"),
            Version = Text(entries, "version"),
            Serial = Text(entries, "serial"),
            Sku = Text(entries, "sku"),
            Family = Text(entries, "family"),
        };
        if (Text(entries, "uuid") is { } uuid)
        {
            system.Uuid = UuidText.Parse(entries["uuid"], uuid).ToString();
        }

        return system.IsEmpty ? null : system;
    }

    private static SysinfoBaseBoard BaseBoard(XmlCursor cursor)
    {
        Dictionary<string, XmlCursor> entries = Entries(cursor, "manufacturer", "product", "version", "serial", "asset", "location");
        return new SysinfoBaseBoard
        {
            Manufacturer = Text(entries, "manufacturer"),
            Product = Text(entries, "product"),
            Version = Text(entries, "version"),
            Serial = Text(entries, "serial"),
            Asset = Text(entries, "asset"),
            Location = Text(entries, "location"),
        };
    }

    private static SysinfoChassis? Chassis(XmlCursor cursor)
    {
        Dictionary<string, XmlCursor> entries = Entries(cursor, "manufacturer", "version", "serial", "asset", "sku");
        var chassis = new SysinfoChassis
        {
            Manufacturer = Text(entries, "manufacturer"),
            Version = Text(entries, "version"),
            Serial = Text(entries, "serial"),
            Asset = Text(entries, "asset"),
            Sku = Text(entries, "sku"),
        };
        return chassis.IsEmpty ? null : chassis;
    }

    private static Dictionary<string, XmlCursor> Entries(XmlCursor cursor, params ReadOnlySpan<string> known)
    {
        var entries = new Dictionary<string, XmlCursor>();
        foreach (XmlCursor entry in cursor.Children("entry"))
        {
            string name = entry.Text("name") ?? "";
            if (!known.Contains(name))
            {
                entry.Context.Unknown($"<{cursor.Name}> has no entry '{name}'; known are {string.Join(", ", known.ToArray())}", entry.Position);
                entry.TakeAnything();
            }

            entries.TryAdd(name, entry);
        }

        return entries;
    }

    private static string? Text(Dictionary<string, XmlCursor> entries, string name) =>
        entries.TryGetValue(name, out XmlCursor? entry) && entry.Content.Length > 0 ? entry.Content : null;

    /// <summary>mm/dd/yy, or mm/dd/yyyy from 1900 on.</summary>
    private static bool IsDate(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 3
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint month) && month is >= 1 and <= 12
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint day) && day is >= 1 and <= 31
            && uint.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint year)
            && (year < 100 || (year >= 1900 && parts[2].Length == 4));
    }
}
