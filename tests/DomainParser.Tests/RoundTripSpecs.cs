using System.Text;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using Xunit.Abstractions;

namespace VirshLite.DomainParser.Tests;

/// <summary>What libvirt printed is read and printed again, byte for byte.</summary>
public class RoundTripSpecs(ITestOutputHelper output)
{
    [SkippableFact]
    public void Completed_domains_keep_everything_outside_their_devices() => AllSurvive(WithoutDevices);

    [SkippableFact]
    public void Completed_domains_keep_everything() => AllSurvive(text => text);

    private void AllSurvive(Func<string, string> part)
    {
        IReadOnlyList<string> names = ConformanceData.CompletedXml();
        var failures = new StringBuilder();
        int good = 0;
        foreach (string name in names)
        {
            string expected = ConformanceData.Read(name);
            try
            {
                Domain domain = DomainReader.Read(expected, new ReadingOptions { FileName = name });
                if (FirstDifference(part(expected), part(DomainWriter.Write(domain))) is { } difference)
                {
                    failures.AppendLine($"{name}: {difference}");
                    continue;
                }

                good++;
            }
            catch (DomainException e)
            {
                failures.AppendLine($"{name}:{e.Position}: {e.Message}");
            }
        }

        output.WriteLine($"{good} of {names.Count} completed domains survive");
        failures.ToString().ShouldBe("");
    }

    private static string WithoutDevices(string text)
    {
        int start = text.IndexOf("\n  <devices>", StringComparison.Ordinal);
        int end = text.IndexOf("\n  </devices>", StringComparison.Ordinal);
        return start < 0 || end < 0 ? text.Replace("\n  <devices/>", "", StringComparison.Ordinal) : text[..start] + text[(end + "\n  </devices>".Length)..];
    }

    private static string? FirstDifference(string expected, string actual)
    {
        string[] expectedLines = expected.Split('\n');
        string[] actualLines = actual.Split('\n');
        for (int i = 0; i < Math.Max(expectedLines.Length, actualLines.Length); i++)
        {
            string left = i < expectedLines.Length ? expectedLines[i] : "(end)";
            string right = i < actualLines.Length ? actualLines[i] : "(end)";
            if (left != right)
            {
                return $"line {i + 1}: expected '{left}', got '{right}'";
            }
        }

        return null;
    }
}
