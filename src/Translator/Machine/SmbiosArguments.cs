using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Machine;

/// <summary>-uuid, -smbios, -fw_cfg, vmgenid (core-arguments.md 12).</summary>
internal static class SmbiosArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        builder.Add("-uuid", (domain.HardwareUuid ?? domain.Uuid!.Value).ToString());
        if (Source(builder) is { } source)
        {
            Tables(builder, source, withUuid: domain.Os.SmbiosMode != SmbiosMode.Host);
        }

        foreach (Sysinfo sysinfo in domain.Sysinfos)
        {
            foreach (FwCfgEntry entry in sysinfo.FwCfgEntries)
            {
                builder.Add("-fw_cfg", new OptionText().Add("name", entry.Name).Add("string", Entities(entry.Value)).Add("file", Entities(entry.File)));
            }
        }

        if (domain.GenId is { } genId)
        {
            builder.AddDevice(new PropertyBag().Add("driver", "vmgenid").Add("guid", genId.ToString()).Add("id", "vmgenid0"));
        }
    }

    private static Sysinfo? Source(CommandLineBuilder builder)
    {
        switch (builder.Domain.Os.SmbiosMode)
        {
            case SmbiosMode.Sysinfo:
                return builder.Domain.Sysinfos.Find(s => s.Type == SysinfoType.SmBios)
                    ?? throw DomainException.Unsupported($"smbios mode 'sysinfo' needs a <sysinfo> in the domain '{builder.Domain.Name}'");
            case SmbiosMode.Host:
                return builder.Context.Host.Smbios ?? throw DomainException.Unsupported("host SMBIOS information is not available");
            default:
                return null;
        }
    }

    private static void Tables(CommandLineBuilder builder, Sysinfo sysinfo, bool withUuid)
    {
        if (sysinfo.Bios is { } bios)
        {
            builder.Add("-smbios", Type(0).Escaped("vendor", bios.Vendor).Escaped("version", bios.Version).Escaped("date", bios.Date)
                .Escaped("release", bios.Release));
        }

        // a lone sku does not make libvirt write the table
        if (sysinfo.System is { } system && (system.Manufacturer ?? system.Product ?? system.Version ?? system.Serial ?? system.Uuid
            ?? system.Family) is not null)
        {
            builder.Add("-smbios", Type(1)
                .Escaped("manufacturer", system.Manufacturer).Escaped("product", system.Product).Escaped("version", system.Version)
                .Escaped("serial", system.Serial).Escaped("uuid", withUuid ? system.Uuid : null).Escaped("sku", system.Sku).Escaped("family", system.Family));
        }

        if (sysinfo.BaseBoards.Count > 1)
        {
            throw DomainException.Unsupported("QEMU does not support more than one entry of baseBoard in <sysinfo>", sysinfo.Position);
        }

        if (sysinfo.BaseBoards.Count == 1)
        {
            SysinfoBaseBoard board = sysinfo.BaseBoards[0];
            builder.Add("-smbios", Type(2)
                .Escaped("manufacturer", board.Manufacturer ?? "").Escaped("product", board.Product).Escaped("version", board.Version)
                .Escaped("serial", board.Serial).Escaped("asset", board.Asset).Escaped("location", board.Location));
        }

        if (sysinfo.Chassis is { } chassis)
        {
            builder.Add("-smbios", Type(3)
                .Escaped("manufacturer", chassis.Manufacturer ?? "").Escaped("version", chassis.Version).Escaped("serial", chassis.Serial)
                .Escaped("asset", chassis.Asset).Escaped("sku", chassis.Sku));
        }

        if (sysinfo.OemStrings is { } strings)
        {
            OptionText option = Type(11);
            foreach (string text in strings)
            {
                option.Escaped("value", text);
            }

            builder.Add("-smbios", option);
        }
    }

    private static OptionText Type(int number) => new OptionText().Add("type", number);

    /// <summary>libvirt writes these values with XML's entities, not with doubled commas.</summary>
    private static string? Entities(string? text) => text?
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&apos;", StringComparison.Ordinal);
}
