using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;

namespace VirshLite.Cli.Tests;

/// <summary>Every verb with <c>--output json</c>: one object or array on standard output, or one on standard error that says why there is none.</summary>
public sealed class JsonSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    public static TheoryData<string> Names() => new(VerbList.All.Where(v => !v.Hidden).Select(v => v.Name));

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Every_verb_answers_programs_in_JSON(string name)
    {
        Define();
        string[] words = Words(name);

        CommandRun run = Run(words);

        if (run.Output.Length > 0)
        {
            Parsed(run.Output).ValueKind.ShouldBeOneOf(JsonValueKind.Object, JsonValueKind.Array);
        }

        if (run.Code == 0)
        {
            run.Output.ShouldNotBeEmpty(string.Join(' ', words));
        }
        else if (run.Output.Length == 0)
        {
            ShouldBeAnError(run, run.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_verb_refuses_in_JSON(string name)
    {
        CommandRun run = Run(name, "--nonsense");

        run.Code.ShouldNotBe(0);
        run.Output.ShouldBeEmpty();
        ShouldBeAnError(run, run.Code);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Help_says_the_same_on_every_host(string name)
    {
        Define();

        Run(name, "--help").Output.ShouldNotContain("onlyhere");
    }

    [Fact]
    public void A_refused_file_is_one_object_with_its_place()
    {
        string file = directory.File(
            "bad.xml",
            "<domain type='qemu'>\n  <name>x</name>\n  <colour>blue</colour>\n  <memory>1</memory>\n  <os><type arch='x86_64'>hvm</type></os>\n</domain>\n");

        CommandRun run = Run("dumpxml", file);

        JsonElement error = ShouldBeAnError(run, 3);
        error.GetProperty("file").GetString().ShouldBe(file);
        error.GetProperty("line").GetInt32().ShouldBe(3);
        error.GetProperty("column").GetInt32().ShouldBe(4);
        error.GetProperty("message").GetString()!.ShouldContain("colour");
    }

    [Fact]
    public void A_missing_file_is_named_without_a_place()
    {
        JsonElement error = ShouldBeAnError(Run("dumpxml", "/nonexistent/x.xml"), 1);

        error.GetProperty("file").GetString().ShouldBe("/nonexistent/x.xml");
        error.GetProperty("line").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Mistakes_on_the_command_line_are_objects_too()
    {
        ShouldBeAnError(Run("strat"), 2).GetProperty("message").GetString().ShouldBe("unknown command: 'strat'; 'start' was meant?");
        ShouldBeAnError(Run("dominfo"), 2).GetProperty("message").GetString().ShouldBe("command 'dominfo' requires <GUEST>");
        ShouldBeAnError(Run("dominfo", "nobody"), 4).GetProperty("message").GetString().ShouldBe("failed to get domain 'nobody'");
    }

    [SkippableFact]
    public void Lists_of_names_are_arrays()
    {
        Define();

        Parsed(Run("list", "--all", "--name").Output).EnumerateArray().Select(e => e.GetString()).ShouldBe(["onlyhere"]);
        Parsed(Run("list", "--all", "--name", "--uuid").Output)[0].GetProperty("name").GetString().ShouldBe("onlyhere");
        Parsed(Run("list", "--name").Output).GetArrayLength().ShouldBe(0);
        Parsed(Run("net-list", "--all", "--name").Output).ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [SkippableFact]
    public void Values_have_types()
    {
        Define();

        Parsed(Run("vcpucount", "onlyhere", "--maximum", "--config").Output).GetProperty("vcpus").GetInt32().ShouldBe(1);
        Parsed(Run("domid", "onlyhere").Output).GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
        Parsed(Run("nodeinfo").Output).GetProperty("memorySizeKiB").GetInt64().ShouldBeGreaterThan(0);
        Parsed(Run("dumpxml", "onlyhere").Output).GetProperty("xml").GetString()!.ShouldStartWith("<domain ");
        Parsed(Run("vcpuinfo", "onlyhere").Output)[0].GetProperty("vcpu").GetInt32().ShouldBe(0);
        Parsed(Run("desc", "onlyhere", "Id: 3").Output).GetProperty("message").GetString().ShouldBe("Domain description updated successfully");
        Parsed(Run("desc", "onlyhere").Output).GetProperty("description").GetString().ShouldBe("Id: 3");
    }

    [SkippableFact]
    public void A_dry_run_is_the_command_line_and_what_belongs_to_it()
    {
        Define();

        JsonElement shown = Parsed(Run("start", "onlyhere", "--dry-run").Output);

        shown.GetProperty("command").GetProperty("binary").GetString().ShouldBe("/usr/bin/qemu-system-x86_64");
        shown.GetProperty("command").GetProperty("arguments").GetArrayLength().ShouldBeGreaterThan(10);
        shown.GetProperty("plan").GetProperty("descriptors").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Validate_names_file_line_column_and_message_of_each_finding()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        string file = directory.File("two.xml", Xml.Replace("</domain>", "\n<colour/>\n<taste/></domain>", StringComparison.Ordinal));

        CommandRun run = Run("validate", file);

        run.Code.ShouldBe(3);
        JsonElement result = Parsed(run.Output).GetProperty("results")[0];
        result.GetProperty("valid").GetBoolean().ShouldBeFalse();
        result.GetProperty("errors").GetArrayLength().ShouldBe(2);
        result.GetProperty("errors")[0].GetProperty("line").GetInt32().ShouldBe(2);
        result.GetProperty("errors")[1].GetProperty("message").GetString()!.ShouldContain("taste");
    }

    private const string Xml =
        "<domain type='qemu'><name>onlyhere</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os></domain>";

    private void Define()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        Environment.SetEnvironmentVariable("VISUAL", "true");
        Run("define", directory.File("onlyhere.xml", Xml)).Code.ShouldBe(0);
    }

    /// <summary>The verb with a guest, a file, a word for each argument that it may have; nothing of it starts, waits or ends anything.</summary>
    private string[] Words(string name)
    {
        using var io = new Io(TextWriter.Null, TextWriter.Null);
        Command command = VerbList.Find(name)!.Build(io);
        List<string> words = [name];
        foreach (Argument argument in command.Arguments)
        {
            string? word = argument.Name switch
            {
                "GUEST" or "GUEST|FILE" => "onlyhere",
                "FILE" or "A" or "B" => directory.File(argument.Name + ".xml", Xml),
                "qemu-argv" => "qemu-argv",
                _ when argument.Arity.MinimumNumberOfValues == 0 => null,
                _ => EnumeratedWords.Of(argument).FirstOrDefault() ?? "1",
            };
            if (word is not null)
            {
                words.Add(word);
            }
        }

        foreach (string option in (string[])["--dry-run", "--print-xml"])
        {
            words.AddRange(command.Options.Any(o => o.Name == option) ? [option] : []);
        }

        return [.. words, .. command.Options.Any(o => o.Name == "--timeout") && name.EndsWith("event", StringComparison.Ordinal) ? ["--timeout", "1"]
            : Array.Empty<string>()];
    }

    private static JsonElement ShouldBeAnError(CommandRun run, int code)
    {
        run.Code.ShouldBe(code);
        JsonElement error = Parsed(run.Error);
        foreach (string member in (string[])["file", "line", "column", "message"])
        {
            error.TryGetProperty(member, out _).ShouldBeTrue(member);
        }

        error.GetProperty("message").GetString()!.ShouldNotStartWith("error");
        return error;
    }

    private static JsonElement Parsed(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            // events: an object a line
            string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return JsonDocument.Parse("[" + string.Join(',', lines) + "]").RootElement;
        }
    }

    private CommandRun Run(params string[] args)
    {
        string root = directory.Path;
        return CommandRun.Of(
        [
            "--output", "json", "--session", "--set", "use_libvirt_definitions=no", "--set", $"state_directory={root}/run",
            "--set", $"config_directory={root}/etc", "--set", $"lib_directory={root}/lib", "--set", $"log_directory={root}/log", .. args,
        ]);
    }
}
