using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>The host's own SMBIOS tables, read as the firmware left them (only root can). What a table does not say is left out.</summary>
internal static class HostSmbios
{
    private const string Tables = "/sys/firmware/dmi/tables/DMI";
    private const int EndOfTable = 127;

    /// <summary>Null where the host has none or they cannot be read.</summary>
    public static Sysinfo? Read(HostFiles files)
    {
        byte[] data = files.Bytes(Tables, 1024 * 1024);
        return data.Length == 0 ? null : Parse(data);
    }

    internal static Sysinfo Parse(ReadOnlySpan<byte> data)
    {
        var sysinfo = new Sysinfo { Type = SysinfoType.SmBios };
        while (data.Length >= 4 && data[0] != EndOfTable && data[1] >= 4 && data[1] < data.Length)
        {
            int length = data[1];
            int strings = data[length..].IndexOf("\0\0"u8);
            if (strings < 0)
            {
                break;
            }

            var table = new Table(data[..length], data.Slice(length, strings));
            Add(sysinfo, data[0], table);
            data = data[(length + strings + 2)..];
        }

        return sysinfo;
    }

    private static void Add(Sysinfo sysinfo, byte type, Table table)
    {
        switch (type)
        {
            case 0 when sysinfo.Bios is null:
                sysinfo.Bios = new() { Vendor = table.Text(4), Version = table.Text(5), Date = table.Text(8), Release = table.Release(0x14) };
                break;
            case 1 when sysinfo.System is null:
                sysinfo.System = new()
                {
                    Manufacturer = table.Text(4),
                    Product = table.Text(5),
                    Version = table.Text(6),
                    Serial = table.Text(7),
                    Uuid = table.Uuid(8),
                    Sku = table.Text(0x19),
                    Family = table.Text(0x1a),
                };
                break;
            case 2:
                var board = new SysinfoBaseBoard
                {
                    Manufacturer = table.Text(4),
                    Product = table.Text(5),
                    Version = table.Text(6),
                    Serial = table.Text(7),
                    Asset = table.Text(8),
                    Location = table.Text(0xa),
                };
                if (!board.IsEmpty)
                {
                    sysinfo.BaseBoards.Add(board);
                }

                break;
            case 3 when sysinfo.Chassis is null:
                sysinfo.Chassis = new()
                {
                    Manufacturer = table.Text(4),
                    Version = table.Text(6),
                    Serial = table.Text(7),
                    Asset = table.Text(8),
                    Sku = table.Text(0x15 + (table.Byte(0x13) * table.Byte(0x14))),
                };
                break;
            case 11:
                sysinfo.OemStrings ??= [];
                for (int i = 1; i <= table.Byte(4); i++)
                {
                    if (table.String(i) is { } text)
                    {
                        sysinfo.OemStrings.Add(text);
                    }
                }

                break;
        }
    }

    /// <summary>A structure: its fixed part and the strings behind it.</summary>
    private readonly ref struct Table(ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> strings)
    {
        private readonly ReadOnlySpan<byte> fixedPart = fixedPart;
        private readonly ReadOnlySpan<byte> strings = strings;

        public int Byte(int offset) => offset < fixedPart.Length ? fixedPart[offset] : 0;

        /// <summary>The string whose number stands at an offset.</summary>
        public string? Text(int offset) => String(Byte(offset));

        /// <summary>Strings count from 1; null for none and for blank ones.</summary>
        public string? String(int number)
        {
            ReadOnlySpan<byte> rest = strings;
            for (int i = 1; i < number; i++)
            {
                int end = rest.IndexOf((byte)0);
                if (end < 0)
                {
                    return null;
                }

                rest = rest[(end + 1)..];
            }

            int length = rest.IndexOf((byte)0);
            string text = number == 0 ? "" : Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]).Trim();
            return text.Length > 0 ? text : null;
        }

        public string? Release(int offset) => Byte(offset) is var major && offset + 1 < fixedPart.Length && major != 0xff
            ? string.Create(CultureInfo.InvariantCulture, $"{major}.{Byte(offset + 1)}")
            : null;

        /// <summary>The first three fields are little-endian; all zeros or all ones mean that there is none.</summary>
        public string? Uuid(int offset)
        {
            if (offset + 16 > fixedPart.Length)
            {
                return null;
            }

            ReadOnlySpan<byte> bytes = fixedPart.Slice(offset, 16);
            UInt128 value = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
            return value == UInt128.Zero || value == UInt128.MaxValue ? null : new Guid(bytes).ToString();
        }
    }
}
