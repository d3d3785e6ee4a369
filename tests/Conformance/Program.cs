using VirshLite.Conformance.Security;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance;

/// <summary><c>./conformance [DIR] [--host DIR] [--area A] [--only ID] [--diff] [--keep DIR] [--rules VERSION] [--from-native] [--write-passing]</c></summary>
internal static class Program
{
    private const string Usage =
        "usage: conformance [DIR] [--host DIR] [--area AREA] [--only ID] [--diff] [--keep DIR] [--rules VERSION] [--from-native] [--write-passing]";

    private static int Main(string[] arguments)
    {
        string? directory = null;
        string? host = null;
        string? area = null;
        string? only = null;
        string? keep = null;
        Compatibility rules = Compatibility.Default;
        bool diff = false;
        bool writePassing = false;
        bool fromNative = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--host" when i + 1 < arguments.Length: host = arguments[++i]; break;
                case "--area" when i + 1 < arguments.Length: area = arguments[++i]; break;
                case "--only" when i + 1 < arguments.Length: only = arguments[++i]; break;
                case "--keep" when i + 1 < arguments.Length: keep = arguments[++i]; break;
                case "--rules" when i + 1 < arguments.Length: rules = Compatibility.Of(arguments[++i]); break;
                case "--diff": diff = true; break;
                case "--from-native": fromNative = true; break;
                case "--write-passing": writePassing = true; break;
                case var word when !word.StartsWith('-') && directory is null: directory = word; break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        if (area == Hotplug.HotplugArea.Name)
        {
            return Hotplug.HotplugArea.Run(directory, host, only, diff, writePassing);
        }

        if (area == State.StateArea.Name)
        {
            return State.StateArea.Run(directory, only, diff, writePassing);
        }

        if (area == SecurityProgram.Area || (directory is not null && SecurityCase.IsFolder(directory)))
        {
            return SecurityProgram.Run(directory, host, only, diff);
        }

        if (area == Networks.NetworkScore.Area)
        {
            return Networks.NetworkScore.Print(directory, only, diff, writePassing);
        }

        directory ??= ConformanceFolder.Path;
        if (directory is null || !File.Exists(Path.Combine(directory, "cases.json")))
        {
            Console.Error.WriteLine($"conformance: no cases.json in {directory ?? "shared/conformance beside this checkout"}");
            return 2;
        }

        if (fromNative)
        {
            return FromNative.FromNativeScore.Print(directory, host ?? directory, only, diff, writePassing);
        }

        var runner = new CaseRunner(directory, host ?? directory) { OutputDirectory = keep, Rules = rules };
        List<CaseOutcome> outcomes = [.. ConformanceCase.Load(directory)
            .Where(c => (area is null || c.Area == area) && (only is null || c.Id == only || c.Id.StartsWith(only + ".", StringComparison.Ordinal)))
            .Select(runner.Run)];
        if (diff || only is not null)
        {
            foreach (CaseOutcome outcome in outcomes.Where(o => only is not null || o.Args == false || o.Xml == false || o.Refused == false))
            {
                Console.WriteLine($"{outcome.Case.Id} ({outcome.Case.Area})");
                Console.Write(outcome.Differences);
            }
        }

        if (writePassing)
        {
            File.WriteAllLines(RatchetSpecs.PassingList, outcomes.SelectMany(o => o.Passed).Order(StringComparer.Ordinal));
        }

        Scoreboard.Print(outcomes, Console.Out);
        return 0;
    }
}
