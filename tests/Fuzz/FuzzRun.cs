using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Fuzz;

/// <summary>Feeds a target and notes what it does not survive: any exception but the one that refuses, and anything that takes seconds.</summary>
internal static class FuzzRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What went wrong, each kind once: its text and an input that shows it.</summary>
    /// <param name="target">What is fed.</param>
    /// <param name="count">How many inputs.</param>
    /// <param name="seed">Same seed, same inputs.</param>
    /// <param name="accepted">How many were not refused.</param>
    public static IReadOnlyDictionary<string, byte[]> Of(Target target, int count, int seed, out int accepted)
    {
        accepted = 0;
        var findings = new Dictionary<string, byte[]>();
        var random = new Random(seed);
        var mutator = new Mutator(random, target.Seeds, target.Words);
        XmlMutator? elements = target.IsXml ? new XmlMutator(random, target.Seeds) : null;
        for (int i = 0; i < count; i++)
        {
            byte[] input = elements is not null && i % 5 != 0 ? elements.Next() : mutator.Next();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            try
            {
                target.Run(input);
                accepted++;
            }
            catch (DomainException)
            {
                // refused, as it should be
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                string place = e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("VirshLite", StringComparison.Ordinal))?.Trim() ?? "";
                findings.TryAdd($"{e.GetType().Name}: {e.Message} {place}", input);
            }

            // of the processor's time: a busy machine is nobody's finding
            if (Environment.CpuUsage.TotalTime - before is var took && took > Patience)
            {
                findings.TryAdd(string.Create(CultureInfo.InvariantCulture, $"took {took.TotalSeconds:0} seconds"), input);
            }
        }

        return findings;
    }
}
