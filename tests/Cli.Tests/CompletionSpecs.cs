using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;

namespace VirshLite.Cli.Tests;

/// <summary>What a shell is told may stand at its cursor.</summary>
public sealed class CompletionSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("virshlite domxml-to", "domxml-to-native")]
    [InlineData("virshlite --output json dumpx", "dumpxml")]
    [InlineData("sudo virshlite list --sta", "--state-running")]
    [InlineData("cd /tmp; virshlite list --sta", "--state-running")]
    [InlineData("virshlite domxml-to-native ", "qemu-argv")]
    [InlineData("virshlite domxml-to-native qemu-argv --syntax ", "classic")]
    [InlineData("virshlite shutdown web --mode ", "agent")]
    [InlineData("virshlite dompmsuspend web ", "hybrid")]
    [InlineData("virshlite attach-disk web a.img vdb --sourcetype n", "network")]
    [InlineData("virshlite domdisplay web --type ", "vnc")]
    [InlineData("virshlite maxvcpus ", "kvm")]
    [InlineData("virshlite send-key web --codeset x", "xt_kbd")]
    [InlineData("virshlite numatune web --mode ", "interleave")]
    [InlineData("virshlite list --rules ", "11.3")]
    [InlineData("virshlite list --output ", "json")]
    [InlineData("virshlite list --out", "--output")]
    [InlineData("virshlite completion ", "fish")]
    public void Verbs_options_and_the_words_of_enumerations_are_offered(string line, string expected) => Offered(line).ShouldContain(expected);

    [Theory]
    [InlineData("virshlite start ")]
    [InlineData("virshlite validate one.xml ")]
    [InlineData("virshlite domxml-to-native qemu-argv ")]
    [InlineData("virshlite diff a.xml ")]
    [InlineData("virshlite adapt x.xml -o ")]
    [InlineData("virshlite --host ")]
    [InlineData("virshlite restore ")]
    public void Files_are_the_shells_to_offer(string line) => Offered(line)[^1].ShouldStartWith(":files");

    [Theory]
    [InlineData("virshlite dominfo ")]
    [InlineData("virshlite setvcpus web ")]
    [InlineData("virshlite shutdown web --mode ")]
    public void Where_no_file_can_stand_none_is_offered(string line) => Offered(line).ShouldNotContain(l => l.StartsWith(":files", StringComparison.Ordinal));

    [Fact]
    public void An_option_that_is_there_is_not_offered_again() => Offered("virshlite list --all --").ShouldNotContain("--all");

    [Fact]
    public void Bash_gets_what_stands_behind_its_word_breaks()
    {
        Offered("virshlite list --output=js", " \t\n\"'><=;|&(:").ShouldBe(["json"]);
        Offered("virshlite list --output=js", " \t\n\"'><;|&(").ShouldBe(["--output=json"]);
    }

    [SkippableTheory]
    [InlineData("start on", "only here")]
    [InlineData("dominfo 'on", "only here")]
    [InlineData("dominfo --domain ", "only here")]
    [InlineData("diff ", "only here")]
    [InlineData("snapshot-list ", "only here")]
    public void Guests_are_offered_by_name(string end, string name)
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        string file = directory.File(
            "a.xml", "<domain type='qemu'><name>only here</name><memory>65536</memory><os><type arch='x86_64'>hvm</type></os></domain>");
        CommandRun.Of([.. Place, "define", file]).Code.ShouldBe(0);

        Offered($"virshlite {string.Join(' ', Place)} {end}").ShouldContain(name);
    }

    [Fact]
    public void Every_verb_can_be_completed_at_each_of_its_places()
    {
        foreach (Verb verb in VerbList.All.Where(v => !v.Hidden))
        {
            using var io = new Io(TextWriter.Null, TextWriter.Null);
            Offered($"virshlite {verb.Name} --").ShouldContain("--help");
            foreach (System.CommandLine.Option option in verb.Build(io).Options.Where(o =>
                !o.Hidden && o.ValueType != typeof(bool) && EnumeratedWords.Of(o).Count > 0))
            {
                Offered($"virshlite {verb.Name} {option.Name} ").ShouldContain(EnumeratedWords.Of(option)[0], verb.Name);
            }
        }
    }

    private string[] Place =>
    [
        "--session", "--set", "use_libvirt_definitions=no", "--set", $"state_directory={directory.Path}/run", "--set", $"config_directory={directory.Path}/etc",
        "--set", $"lib_directory={directory.Path}/lib", "--set", $"log_directory={directory.Path}/log",
    ];

    private static string[] Offered(string line, string breaks = "") =>
        CommandRun.Of("complete", "bash", "1", "--", line, breaks).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
