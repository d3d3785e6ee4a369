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
            Add(text.AsSpan(start, headEnd - start), text[headEnd..end]);
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
            .Where(n => rules.Knows(ByName[n].Since) && rules.Knows(X86Model.SinceOf(n))).ToLookup(Family);
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

    /// <param name="head">The line at the margin.</param>
    /// <param name="features">The indented lines below.</param>
    private static void Add(ReadOnlySpan<char> head, string features)
    {
        string name = Word(ref head);
        string? canonical = null;
        var aliases = new List<string>();
        while (head[0] == '=')
        {
            aliases.Add(Word(ref head)[1..]);
            canonical ??= aliases[0];
        }

        var model = new X86Model(name, head.ToString(), features) { CanonicalName = canonical };
        Table.Add(model);
        ByName.Add(name, model);
        foreach (string alias in aliases)
        {
            ByName.Add(alias, model.Alias(alias));
        }
    }

    private static string Word(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(' ');
        string word = text[..end].ToString();
        text = text[(end + 1)..];
        return word;
    }
}
