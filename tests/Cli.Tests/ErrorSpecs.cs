namespace VirshLite.Cli.Tests;

public sealed class ErrorSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("error: unknown command: 'strat'; 'start' was meant?\nSee: virshlite --help\n", "strat", "x.xml")]
    [InlineData("error: unknown command: 'stop'; 'shutdown' was meant?\nSee: virshlite --help\n", "stop", "web")]
    [InlineData("error: unknown command: 'list-net'; 'net-list' was meant?\nSee: virshlite --help\n", "list-net")]
    [InlineData("error: unknown command: 'domxml-'; 'domxml-to-native' or 'domxml-from-native' was meant?\nSee: virshlite --help\n", "domxml-")]
    [InlineData("error: unknown command: 'frobnicate'\nSee: virshlite --help\n", "frobnicate")]
    [InlineData("error: unrecognized command or argument '--pasued'; '--paused' was meant?\nSee: virshlite start --help\n", "start", "x.xml", "--pasued")]
    [InlineData("error: unrecognized command or argument '--nonsense'\nSee: virshlite list --help\n", "list", "--nonsense")]
    [InlineData("error: command 'destroy' requires <GUEST>\n", "destroy")]
    [InlineData("error: --mode takes acpi or agent, not 'signal'\n", "shutdown", "g", "--mode", "signal")]
    [InlineData("error: command 'domxml-to-native' requires <qemu-argv>\n", "domxml-to-native")]
    [InlineData("error: unsupported config type xen-xl; 'qemu-argv' would be right\n", "domxml-to-native", "xen-xl", "--xml", "x.xml")]
    [InlineData("error: need either domain or domain XML\n", "domxml-to-native", "qemu-argv")]
    [InlineData("error: --syntax takes auto, json or classic, not 'old'\n", "start", "/dev/null", "--dry-run", "--syntax", "old")]
    [InlineData("error: --output takes text or json, not 'xml'\n", "version", "--output", "xml")]
    public void Wrong_usage_is_code_2_and_says_what_would_be_right(string message, params string[] args)
    {
        // the file is refused before the word is looked at, unless it can be read
        CommandRun run = CommandRun.Of([.. args.Select(a =>
            a == "/dev/null" ? Write("ok.xml", "<domain type='qemu'><name>x</name><memory>1024</memory><os><type arch='x86_64'>hvm</type></os></domain>") : a),
            .. Private()]);

        run.Code.ShouldBe(2, run.Error);
        run.Error.ShouldBe(message);
    }

    [Fact]
    public void Refused_XML_is_code_3_and_names_the_place()
    {
        string file = Write("bad.xml",
            "<domain type='qemu'>\n  <name>x</name>\n  <colour>blue</colour>\n  <memory>1</memory>\n  <os><type arch='x86_64'>hvm</type></os>\n</domain>\n");

        CommandRun run = CommandRun.Of(["dumpxml", file, .. Private()]);

        run.Code.ShouldBe(3);
        run.Error.ShouldStartWith(file + ":3:4: error: ");
        run.Error.ShouldContain("colour");
        run.Error.TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void What_is_unknown_can_be_let_through_with_a_warning()
    {
        string file = Write("odd.xml",
            "<domain type='qemu'>\n  <name>x</name>\n  <memory>1024</memory>\n  <os><type arch='x86_64'>hvm</type></os>\n  <colour>blue</colour>\n</domain>\n");

        CommandRun run = CommandRun.Of(["dumpxml", file, "--ignore-unknown", .. Private()]);

        run.Code.ShouldBe(0, run.Error);
        run.Error.ShouldStartWith($"warning: {file}:5:4: ");
    }

    [Theory]
    [InlineData("domstate")]
    [InlineData("dominfo")]
    [InlineData("shutdown")]
    [InlineData("destroy")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("reset")]
    [InlineData("reboot")]
    [InlineData("console")]
    [InlineData("dumpxml")]
    public void A_guest_that_is_not_there_is_code_4(string verb)
    {
        CommandRun run = CommandRun.Of([verb, "nobody", .. Private()]);

        run.Code.ShouldBe(4);
        run.Error.ShouldBe("error: failed to get domain 'nobody'\n");
    }

    [Fact]
    public void A_missing_file_is_code_1()
    {
        CommandRun run = CommandRun.Of(["start", "/nonexistent/x.xml", .. Private()]);

        run.Code.ShouldBe(1);
        run.Error.ShouldBe("error: Failed to open file '/nonexistent/x.xml': No such file or directory\n");
    }

    public static TheoryData<string> VerbsThatReadAFile() => new(Verbs.VerbList.All.Where(v => !v.Hidden && FirstFile(v) is not null).Select(v => v.Name));

    [Theory]
    [MemberData(nameof(VerbsThatReadAFile))]
    public void A_missing_file_is_code_1_with_every_verb_that_reads_one(string verb)
    {
        CommandRun run = CommandRun.Of([.. Private(), verb, .. verb is "domxml-to-native" or "domxml-from-native" ? ["qemu-argv"] : Array.Empty<string>(),
            "/nonexistent/x.xml", .. verb == "diff" ? ["/nonexistent/y.xml"] : Array.Empty<string>(), .. verb == "upgrade" ? ["--from", "9.0", "--to", "11.3"]
            : verb == "save-image-define" ? ["/nonexistent/y.xml"] : Array.Empty<string>()]);

        run.Code.ShouldBe(1, run.Error);
        (run.Error + run.Output).ShouldMatch("Failed to open file '/nonexistent/[xy].xml': No such file or directory");
    }

    /// <summary>The file that a verb reads before it looks at anything else.</summary>
    private static string? FirstFile(Verbs.Verb verb)
    {
        using var io = new Output.Io(TextWriter.Null, TextWriter.Null);
        System.CommandLine.Command command = verb.Build(io);
        string[] names = [.. command.Arguments.Select(a => a.Name).Where(n => n != "qemu-argv")];
        return verb.Name is "hello-image" ? null : names.FirstOrDefault() is "FILE" or "A" or "GUEST|FILE" ? names[0] : null;
    }

    [Fact]
    public void A_wrong_setting_is_code_1_and_names_its_source()
    {
        CommandRun run = CommandRun.Of("list", "--session", "--set", "colour=blue");

        run.Code.ShouldBe(1);
        run.Error.ShouldStartWith("error: --set: there is no setting 'colour'");
    }

    [Fact]
    public void Other_connections_are_refused()
    {
        CommandRun run = CommandRun.Of("-c", "qemu+ssh://host/system", "list");

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("this machine only");
    }

    private string[] Private() => ["--session", "--set", "state_directory=" + directory.Path, "--set", "lib_directory=" + directory.Path];

    private string Write(string name, string text)
    {
        string file = Path.Combine(directory.Path, name);
        File.WriteAllText(file, text);
        return file;
    }
}
