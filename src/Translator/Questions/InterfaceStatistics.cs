using System.Globalization;

namespace VirshLite.Translator.Questions;

/// <summary>What went through a guest's interface, seen from the guest (live-changes.md 7, domifstat).</summary>
public static class InterfaceStatistics
{
    /// <param name="name">The interface as it was asked for: each line begins with it.</param>
    /// <param name="link">Its figures.</param>
    public static string Text(string name, LinkFigures link)
    {
        (string Field, ulong Value)[] rows =
        [
            ("rx_bytes", link.ReceivedBytes), ("rx_packets", link.ReceivedPackets), ("rx_errs", link.ReceiveErrors), ("rx_drop", link.ReceiveDrops),
            ("tx_bytes", link.SentBytes), ("tx_packets", link.SentPackets), ("tx_errs", link.SendErrors), ("tx_drop", link.SendDrops),
        ];
        return string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{name} {r.Field} {r.Value}\n")));
    }
}
