using System.Globalization;

namespace VirshLite.Conformance.FromNative;

/// <summary><c>./conformance --from-native</c>: round trips of all command lines, ratcheted like everything else.</summary>
internal static class FromNativeScore
{
    public static string PassingList => Path.Combine(VirshLite.Tests.Checkout.Root, "tests", "Conformance", "passing-from-native.txt");

    public static int Print(string directory, string hostRoot, string? only, bool diff, bool writePassing)
    {
        List<(ConformanceCase Case, string Xml, IReadOnlyList<string> Differences)> results = Run(directory, hostRoot, only);
        foreach ((ConformanceCase @case, string xml, IReadOnlyList<string> differences) in results)
        {
            if (only is not null)
            {
                Console.WriteLine(xml);
            }

            if ((diff || only is not null) && differences.Count > 0)
            {
                Console.WriteLine(@case.Id);
                foreach (string difference in differences)
                {
                    Console.WriteLine("  " + difference);
                }
            }
        }

        if (writePassing)
        {
            File.WriteAllLines(PassingList, results.Where(r => r.Differences.Count == 0).Select(r => r.Case.Id).Order(StringComparer.Ordinal));
        }

        bool IsX86((ConformanceCase Case, string Xml, IReadOnlyList<string> Differences) result) => result.Case.Architecture == "x86_64";
        Console.WriteLine($"x86_64: {Score(results.Where(IsX86))}, others: {Score(results.Where(r => !IsX86(r)))}");
        Console.WriteLine($"with something in qemu:commandline or qemu:override: {results.Count(r => r.Xml.Contains("xmlns:qemu", StringComparison.Ordinal))}");
        Console.WriteLine("from-native: " + Score(results));
        return 0;
    }

    public static List<(ConformanceCase Case, string Xml, IReadOnlyList<string> Differences)> Run(string directory, string hostRoot, string? only)
    {
        var trip = new RoundTrip(directory, hostRoot);
        return
        [
            .. ConformanceCase.Load(directory)
                .Where(c => c.Expect == Expectation.Args && (only is null || c.Id == only || c.Id.StartsWith(only + ".", StringComparison.Ordinal)))
                .Select(c =>
                {
                    (string xml, IReadOnlyList<string> differences) = trip.Run(c);
                    return (c, xml, differences);
                }),
        ];
    }

    private static string Score(IEnumerable<(ConformanceCase Case, string Xml, IReadOnlyList<string> Differences)> results)
    {
        List<bool> passed = [.. results.Select(r => r.Differences.Count == 0)];
        return string.Create(CultureInfo.InvariantCulture, $"{passed.Count(p => p)} of {passed.Count}");
    }
}
