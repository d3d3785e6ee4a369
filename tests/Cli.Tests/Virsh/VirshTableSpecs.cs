using System.Text.RegularExpressions;
using VirshLite.Cli.Verbs;
using VirshLite.Cli.Virsh;
using VirshLite.Cli.Virsh.Commands;
using VirshLite.Tests;

namespace VirshLite.Cli.Tests.Virsh;

/// <summary>The table of virsh's commands in docs, held against the commands that virsh has and the verbs that are here.</summary>
public partial class VirshTableSpecs
{
    private static readonly string[] Forms = ["done", "done otherwise", "not meant", "not yet"];

    private static Dictionary<string, (string Form, string How)> Rows { get; } = File.ReadLines(Checkout.At("docs", "virsh.md"))
        .Select(line => Row().Match(line)).Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

    [Fact]
    public void Every_command_of_virsh_has_a_row() => Rows.Keys.ShouldBe(CommandTable.All().Select(c => c.Name), ignoreOrder: true);

    [Fact]
    public void A_command_is_done_exactly_where_there_is_a_verb_of_its_name()
    {
        foreach ((string name, (string form, string how)) in Rows)
        {
            Forms.ShouldContain(form, name);
            bool isHere = VerbList.Find(name) is not null || BuiltInCommands.Find(name) is not null;
            if (form == "done" || isHere)
            {
                isHere.ShouldBeTrue(name);
                form.ShouldBeOneOf(["done", "done otherwise"], name);
            }
            else
            {
                how.ShouldNotBeEmpty($"{name} says what does the same, or why not");
            }
        }
    }

    [Fact]
    public void At_least_180_commands_are_done() => Rows.Values.Count(r => r.Form == "done").ShouldBeGreaterThanOrEqualTo(180);

    [GeneratedRegex(@"^\| `([a-z-]+)` \| ([a-z ]+) \| (.*)\|$")]
    private static partial Regex Row();
}
