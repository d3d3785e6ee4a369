using System.Globalization;
using System.Text.RegularExpressions;

namespace VirshLite.Conformance.Hotplug;

/// <summary>
/// Takes out of texts what differs from run to run (README of the cases): numbers of new block nodes count from the first one on either side, names of taps,
/// ports of networks, terminals and the guest's number in paths.
/// </summary>
internal sealed partial class NodeNumbers(uint lastKnown)
{
    private readonly Dictionary<uint, string> expected = [];
    private readonly Dictionary<uint, string> actual = [];

    public string Expected(string text) => Normalize(text, expected);

    public string Actual(string text) => Normalize(text, actual);

    /// <summary>The highest number in a text: of what was there before.</summary>
    public static uint Highest(string xml) =>
        Index().Matches(xml).Select(m => uint.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();

    private string Normalize(string text, Dictionary<uint, string> seen)
    {
        text = Node().Replace(text, m => m.Groups[1].Value + Known(m.Groups[2].Value, seen) + m.Groups[3].Value);
        text = SourceIndex().Replace(text, m => m.Groups[1].Value + Known(m.Groups[2].Value, seen) + m.Groups[3].Value);
        text = Tap().Replace(text, "$1vnetN'");
        text = Port().Replace(text, "portid='P'");
        text = Terminal().Replace(text, "/dev/pts/N");
        return Path().Replace(text, "$1/N-$2/");
    }

    private string Known(string number, Dictionary<uint, string> seen)
    {
        uint value = uint.Parse(number, CultureInfo.InvariantCulture);
        if (value <= lastKnown)
        {
            return number;
        }

        if (!seen.TryGetValue(value, out string? name))
        {
            seen.Add(value, name = string.Create(CultureInfo.InvariantCulture, $"new{seen.Count + 1}"));
        }

        return name;
    }

    [GeneratedRegex("(libvirt-)([0-9]+)(-(?:storage|format|slice-sto|filter|backend))")]
    private static partial Regex Node();

    [GeneratedRegex("(<(?:source|backingStore)[^>]* index=')([0-9]+)(')")]
    private static partial Regex SourceIndex();

    [GeneratedRegex("(<(?:source|backingStore)[^>]* index=')([0-9]+)'")]
    private static partial Regex Index();

    [GeneratedRegex("(<target dev=')vnet[0-9]+'")]
    private static partial Regex Tap();

    [GeneratedRegex("portid='[0-9a-f-]+'")]
    private static partial Regex Port();

    [GeneratedRegex("/dev/pts/[0-9]+")]
    private static partial Regex Terminal();

    [GeneratedRegex("(/channel(?:/target)?)/(?:domain-)?[0-9]+-([a-z0-9]+)/")]
    private static partial Regex Path();
}
