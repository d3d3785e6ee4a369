namespace VirshLite.Cli.Tests.Arguments;

/// <summary>Options of block jobs that need or exclude each other, in virsh 11.3's words: said before any guest is looked for.</summary>
public class BlockJobWordsSpecs
{
    [Theory]
    [InlineData("Options --info and --abort are mutually exclusive", "blockjob", "g", "vda", "--info", "--abort")]
    [InlineData("Options --raw and --pivot are mutually exclusive", "blockjob", "g", "vda", "--raw", "--pivot")]
    [InlineData("Options --raw and --bandwidth are mutually exclusive", "blockjob", "g", "vda", "--raw", "--bandwidth", "1")]
    [InlineData("Options --pivot and --finish are mutually exclusive", "blockcopy", "g", "vda", "/x", "--pivot", "--finish")]
    [InlineData("Options --dest and --xml are mutually exclusive", "blockcopy", "g", "vda", "/x", "--xml", "/y")]
    [InlineData("--async requires at least one of --timeout, --wait, --pivot, or --finish", "blockcopy", "g", "vda", "/x", "--async")]
    [InlineData("--async requires at least one of --timeout, --wait, --pivot, or --keep-overlay", "blockcommit", "g", "vda", "--async")]
    [InlineData("Option --wait is required by option --async", "blockpull", "g", "vda", "--async")]
    [InlineData("Numeric value '0' for <timeout> option is malformed or out of range", "blockcommit", "g", "vda", "--wait", "--timeout", "0")]
    public void What_does_not_go_together_is_refused(string why, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);

        run.Code.ShouldBe(2);
        run.Error.ShouldBe($"error: {why}\n");
    }

    [Theory]
    [InlineData("<disk type='file'>\n  <source file='/x'/>\n</disk>\n\n", "/x")]
    [InlineData("<disk type='block'>\n  <source dev='/dev/x'/>\n  <driver type='raw'/>\n</disk>\n\n", "/dev/x", "--blockdev", "--format", "raw")]
    public void Where_a_copy_goes_can_be_shown_as_XML(string xml, params string[] args) =>
        CommandRun.Of(["blockcopy", "g", "vda", .. args, "--print-xml"]).Output.ShouldBe(xml);
}
