using System.Globalization;

namespace VirshLite.Runner.Networking;

/// <summary>Six bytes with colons.</summary>
internal static class MacAddress
{
    public static void Parse(string text, Span<byte> bytes)
    {
        int i = 0;
        foreach (Range part in text.AsSpan().Split(':'))
        {
            bytes[i++] = byte.Parse(text.AsSpan()[part], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>
    /// A tap's own MAC: the guest's with first byte fe, so that the bridge does not take it for its own address; fa where the guest's is fe already
    /// (network.md 8.3).
    /// </summary>
    public static string OfTap(string guest) => (guest.StartsWith("fe", StringComparison.OrdinalIgnoreCase) ? "fa" : "fe") + guest[2..];
}
