using System.Globalization;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Questions;

/// <summary>What guests do at the moment, the busiest first.</summary>
public static class LoadTable
{
    private static readonly string[] Units = ["B", "K", "M", "G", "T"];

    public static TextTable Of(IEnumerable<(int Id, string Name, string State, GuestLoad Load)> guests)
    {
        var table = new TextTable("Id", "Name", "State", "CPU %", "Memory", "Read/s", "Write/s", "Receive/s", "Send/s");
        foreach ((int id, string name, string state, GuestLoad load) in guests.OrderByDescending(g => g.Load.CpuPercent).ThenBy(g => g.Id))
        {
            table.Add(id.ToString(CultureInfo.InvariantCulture), name, state, load.CpuPercent.ToString("0.0", CultureInfo.InvariantCulture),
                Size(load.ResidentKiB * 1024.0), Size(load.ReadRate), Size(load.WriteRate), Size(load.ReceiveRate), Size(load.SendRate));
        }

        return table;
    }

    /// <summary>The same for programs: whole numbers, bytes and KiB.</summary>
    public static TextTable OfNumbers(IEnumerable<(int Id, string Name, string State, GuestLoad Load)> guests)
    {
        var table = new TextTable("Id", "Name", "State", "CPU percent", "Memory", "Read bytes per second", "Written bytes per second",
            "Received bytes per second", "Sent bytes per second");
        foreach ((int id, string name, string state, GuestLoad load) in guests)
        {
            table.Add(Number(id), name, state, Number(load.CpuPercent), $"{load.ResidentKiB} KiB", Number(load.ReadRate), Number(load.WriteRate),
                Number(load.ReceiveRate), Number(load.SendRate));
        }

        return table;

        static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes in at most four digits: <c>512B</c>, <c>1.5K</c>, <c>312M</c>.</summary>
    internal static string Size(double bytes)
    {
        int unit = 0;
        while (bytes >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(unit > 0 && bytes < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + Units[unit];
    }
}
