using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Conformance;

/// <summary>Runs cases through the same doors that the program uses: read, complete, write, plan, render.</summary>
internal sealed class CaseRunner
{
    private readonly string directory;
    private readonly HostFolder host;
    private readonly RecordedQemus qemus;

    public CaseRunner(string directory, string hostRoot)
    {
        this.directory = directory;
        host = new HostFolder(Path.Combine(hostRoot, "host"));
        qemus = new RecordedQemus(Path.Combine(hostRoot, "qemu"));
    }

    /// <summary>Where what came out is kept as ID.args and ID.xml; null = nowhere.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whose rules are followed.</summary>
    public Compatibility Rules { get; init; } = Compatibility.Default;

    public CaseOutcome Run(ConformanceCase @case)
    {
        string phase = "reading";
        string? completedXml = null;
        string? commandLine = null;
        DomainException? refusal = null;
        string? crash = null;
        try
        {
            string path = Path.Combine(directory, "data", @case.Input);
            if (!File.Exists(path))
            {
                throw new DomainException($"cannot open file '{@case.Input}': No such file or directory");
            }

            Domain domain = DomainReader.Read(File.ReadAllText(path), new ReadingOptions { FileName = @case.Input, IgnoreUnknown = true, Knows = Rules.Knows });
            var context = new TranslationContext(domain, _ =>
                qemus.For(@case), new PretendedHost(@case, host), PretendedSettings.Of(@case) with { Rules = Rules }, OptionsOf(@case));
            phase = "completing";
            Translation.Complete(context);
            completedXml = DomainWriter.Write(domain, knows: Rules.Knows);
            phase = "building";
            LaunchPlan plan = Translation.Plan(context);
            commandLine = CommandText.Lines(plan.Environment, plan.Binary, PlanRenderer.Arguments(plan, new PretendedNumbering()));
            phase = "done";
        }
        catch (DomainException e)
        {
            refusal = e;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            crash = $"crash while {phase}: {e}";
        }

        Keep(@case.Id + ".args", commandLine);
        Keep(@case.Id + ".xml", completedXml);
        return Judge(@case, phase, completedXml, commandLine, refusal, crash);
    }

    private void Keep(string file, string? text)
    {
        if (OutputDirectory is not null && text is not null)
        {
            File.WriteAllText(Path.Combine(OutputDirectory, file), text);
        }
    }

    public static TranslationOptions OptionsOf(ConformanceCase @case)
    {
        var groups = new Dictionary<string, FdGroup>();
        if (@case.FdGroups.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty group in @case.FdGroups.EnumerateObject())
            {
                groups.Add(group.Name, new([.. group.Value.GetProperty("fds").EnumerateArray().Select(f => f.GetInt32())],
                    group.Value.GetProperty("writable").GetBoolean()));
            }
        }

        return new TranslationOptions
        {
            AbiUpdate = @case.AbiUpdate,
            IncomingUri = @case.MigrateFrom,
            IncomingFd = @case.MigrateFd,
            FdGroups = groups,
            VhostNeedsKvm = false,
        };
    }

    private CaseOutcome Judge(ConformanceCase @case, string phase, string? completedXml, string? commandLine, DomainException? refusal, string? crash)
    {
        var text = new StringBuilder();
        string? failure = crash ?? (refusal is null ? null : $"refused while {phase}: {refusal.Message} ({refusal.Position})");
        if (@case.Expect != Expectation.Args)
        {
            string expected = @case.Error is { } error ? File.ReadAllText(Path.Combine(directory, "data", error)).Trim() : "";
            bool inTime = @case.Expect == Expectation.ParseError ? phase is "reading" or "completing" : phase == "building";
            bool refused = refusal is not null && inTime && RefusalReason.IsSame(expected, refusal.Message);
            text.AppendLine($"  expected {@case.Expect}: {expected}");
            text.AppendLine($"  got      {failure ?? "a command line"}");
            bool? earlyXml = @case.Xml is null ? null : completedXml is not null && Same(@case.Xml, completedXml, text);
            return new(@case) { Refused = refused, Xml = earlyXml, Differences = text.ToString() };
        }

        bool? xml = @case.Xml is null ? null : completedXml is not null && Same(@case.Xml, completedXml, text);
        bool args = commandLine is not null && Same(@case.Args!, commandLine, text);
        if (failure is not null)
        {
            text.AppendLine("  " + failure);
        }

        return new(@case) { Args = args, Xml = xml, Differences = text.ToString() };
    }

    private bool Same(string file, string actual, StringBuilder differences)
    {
        string expected = File.ReadAllText(Path.Combine(directory, "data", file));
        if (expected == actual)
        {
            return true;
        }

        differences.AppendLine($"  {file}:");
        LineDifferences.Append(differences, expected.Split('\n'), actual.Split('\n'), most: 12);
        return false;
    }
}
