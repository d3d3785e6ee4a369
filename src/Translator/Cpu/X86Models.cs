using System.Globalization;
using System.Text.RegularExpressions;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>
/// The x86 CPU models in libvirt's order; read from <see cref="X86ModelTable"/> when first asked, each model's features when they are asked for.
/// </summary>
public static partial class X86Models
{
    private static readonly List<X86Model> Table = new(100);
    private static readonly Dictionary<string, X86Model> ByName = new(160, StringComparer.Ordinal);

    static X86Models()
    {
        string text = X86ModelTable.Text;
        int start = 0;
        while (start < text.Length)
        {
            int headEnd = text.IndexOf('\n', start);
            int end = headEnd;
            while (end >= 0 && end + 1 < text.Length && text[end + 1] == ' ')
            {
                end = text.IndexOf('\n', end + 1);
            }

            end = end < 0 ? text.Length : end;
            Add(text[start..headEnd], text[headEnd..end]);
            start = end + 1;
        }
    }

    /// <summary>Aliases are left out.</summary>
    public static IReadOnlyList<X86Model> All => Table;

    /// <summary>All names, aliases too, in the order in which libvirt lists them: family by family, a family's versioned names at its end.</summary>
    internal static IEnumerable<string> Names(Compatibility rules)
    {
        List<string> families = [.. Table.Select(m => Family(m.Name)).Distinct()];
        ILookup<string, string> names = Table.Select(m => m.Name).Concat(ByName.Keys.Except(Table.Select(m => m.Name)))
            .Where(n => rules.Knows(ByName[n].Since) && rules.Knows(Since(n))).ToLookup(Family);
        return families.SelectMany(f => names[f].OrderBy(Version));
    }

    private static string Family(string name) => Suffix().Replace(name, "");

    /// <summary>Names without a version keep their order, in front.</summary>
    private static int Version(string name) =>
        name.LastIndexOf("-v", StringComparison.Ordinal) is > 0 and var at && int.TryParse(name.AsSpan(at + 2), CultureInfo.InvariantCulture, out int number)
        ? number : 0;

    [GeneratedRegex("(-noTSX)?(-IBRS|-IBPB)?(-v[0-9]+)?$")]
    private static partial Regex Suffix();

    /// <summary>The model of that name or alias; null for an unknown one.</summary>
    public static X86Model? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>libvirt's name of the vendor that calls itself so in CPUID; null for an unknown one.</summary>
    public static string? VendorOf(string? id) => id switch
    {
        "GenuineIntel" => "Intel",
        "AuthenticAMD" => "AMD",
        "HygonGenuine" => "Hygon",
        _ => null,
    };

    internal static X86FeatureSet ReadFeatures(string text)
    {
        X86FeatureSet set = default;
        foreach (Range range in text.AsSpan().SplitAny(' ', '\n'))
        {
            string word = text[range];
            switch (word)
            {
                case "":
                    break;
                case ['+', ..]:
                    set.Add(X86Features.Find(word[1..]));
                    break;
                case ['-', ..]:
                    set.Remove(X86Features.Find(word[1..]));
                    break;
                default:
                    if (X86Features.Find(word) is >= 0 and int feature)
                    {
                        set.Add(feature);
                    }
                    else
                    {
                        set = ByName[word].Features;
                    }

                    break;
            }
        }

        return set;
    }

    private static void Add(string head, string features)
    {
        string[] words = head.Split(' ');
        int at = 1;
        while (words[at][0] == '=')
        {
            at++;
        }

        string? vendor = words[at] == "-" ? null : words[at];
        X86Signature[] signatures = words[at + 1] == "-" ? [] : Array.ConvertAll(words[at + 1].Split(','), ReadSignature);
        string flags = words[at + 2];
        string[] removed = Array.ConvertAll(words[(at + 3)..], word => word[1..]);
        var model = new X86Model(words[0], vendor, signatures, flags.Contains('G'), flags.Contains('C'), removed, features)
        {
            CanonicalName = at > 1 ? words[1][1..] : null,
            Since = flags.Contains('N') ? "12.8" : Since(words[0]),
        };
        Table.Add(model);
        ByName.Add(model.Name, model);
        for (int i = 1; i < at; i++)
        {
            ByName.Add(words[i][1..], model.Alias(words[i][1..]));
        }
    }

    /// <summary>Measured: 9.0 does not know these, 11.3 does; the versions between are libvirt's own words or, for names without a version, assumed.</summary>
    private static string Since(string name) => name switch
    {
        [.., '-', 'v', >= '1' and <= '9'] => "10.10",
        "Denverton" or "KnightsMill" => "10.1",
        "EPYC-Genoa" or "SapphireRapids" or "GraniteRapids" or "SierraForest" => "9.9",
        _ => "9.0",
    };

    private static X86Signature ReadSignature(string text)
    {
        int slash = text.IndexOf('/');
        int colon = text.IndexOf(':');
        uint family = Number(text.AsSpan(0, slash));
        if (colon < 0)
        {
            return new(family, Number(text.AsSpan(slash + 1)), 0, uint.MaxValue);
        }

        int dash = text.IndexOf('-');
        return new(family, Number(text.AsSpan(slash + 1, colon - slash - 1)), Number(text.AsSpan(colon + 1, dash - colon - 1)), Number(text.AsSpan(dash + 1)));
    }

    private static uint Number(ReadOnlySpan<char> digits) => uint.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
