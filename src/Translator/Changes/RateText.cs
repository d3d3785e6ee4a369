using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Changes;

/// <summary>AVERAGE[,PEAK,BURST[,FLOOR]] in KiB/s and KiB, as virsh takes rates; members may be empty (live-changes.md 5.3).</summary>
internal static class RateText
{
    private static readonly string[] Names = ["average", "peak", "burst", "floor"];

    /// <summary>The members that are given, by their places; null = not given.</summary>
    /// <exception cref="DomainException">A member is no number, or one that must be there is not.</exception>
    public static ulong?[] Parse(string text, bool hasFloor)
    {
        var values = new ulong?[Names.Length];
        string[] words = text.Split(',');
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Length > 0)
            {
                string name = Names[Math.Min(i, Names.Length - 1)];
                ulong value = ulong.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
                    ? number : throw Plain($"field '{name}' is malformed");
                values[Math.Min(i, Names.Length - 1)] = value;
            }
        }

        if (values[0] is null && (!hasFloor || values[3] is null))
        {
            throw Plain(hasFloor ? "either inbound average or floor is mandatory" : "outbound average is mandatory");
        }

        return values[3] is null || hasFloor ? values : throw Plain("outbound floor is unsupported yet");
    }

    private static DomainException Plain(string message) => new(message, default, RefusalKind.Plain);
}
