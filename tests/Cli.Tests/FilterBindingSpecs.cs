namespace VirshLite.Cli.Tests;

/// <summary>Bindings of network filters by hand (nwfilter.md 7): the device's name becomes that of files, so only what can be one is taken.</summary>
public sealed class FilterBindingSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("../../victim")]
    [InlineData("../../unborn")]
    [InlineData("a/b")]
    [InlineData("/etc/passwd")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a&#10;b")]
    [InlineData("sixteen-letters-")]
    public void What_no_device_can_be_called_is_refused_and_no_file_is_touched(string device)
    {
        string victim = directory.File("victim.xml", "another's");
        string leases = directory.File("victim.leases", "another's");

        CommandRun run = Create(device);

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("cannot be the name of a network device");
        File.ReadAllText(victim).ShouldBe("another's");
        File.ReadAllText(leases).ShouldBe("another's");
        Directory.GetFileSystemEntries(directory.Path).Select(Path.GetFileName).ShouldBe(["victim.xml", "victim.leases", "binding.xml"], ignoreOrder: true);
    }

    [Fact]
    public void A_name_of_300_letters_is_none() => Create(new string('n', 300)).Error.ShouldContain("cannot be the name of a network device");

    [Fact]
    public void Without_a_name_there_is_no_binding() =>
        Create("").Error.ShouldContain("internal error: filter binding has no port dev name");

    [Theory]
    [InlineData("<filter name='f'><uuid>x</uuid></filter>", "XML error: malformed uuid element")]
    [InlineData("<filter name='../f'/>", "invalid char in name: ../f")]
    [InlineData("<filter/>", "internal error: filter has no name")]
    public void What_is_no_filter_is_refused(string xml, string why)
    {
        string file = directory.File("f.xml", xml);

        Run("nwfilter-define", file).Error.ShouldBe($"error: Failed to define network filter from {file}\nerror: {why}\n");
    }

    [Fact]
    public void An_empty_chain_is_the_root()
    {
        Run("nwfilter-define", directory.File("f.xml", "<filter name='f' chain=''><uuid>b0b0b0b5-0000-4000-8000-000000000001</uuid></filter>")).Code.ShouldBe(0);

        Run("nwfilter-dumpxml", "f").Output.ShouldContain("<filter name='f' chain='root'>\n");
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("b0b0b0b5-0000-4000-8000-0000000000ff")]
    public void A_filter_that_is_not_there_is_named_as_it_was_asked_for(string name) => Run("nwfilter-dumpxml", name).Error.ShouldBe(
        $"error: failed to get nwfilter '{name}'\nerror: Network filter not found: no nwfilter with matching name '{name}'\n");

    private CommandRun Create(string device) => Run("nwfilter-binding-create", directory.File("binding.xml", $"""
        <filterbinding>
          <owner><name>g</name><uuid>b0b0b0b2-0000-4000-8000-000000000001</uuid></owner>
          <portdev name='{device}'/><mac address='52:54:00:00:00:01'/><filterref filter='no-mac-spoofing'/>
        </filterbinding>
        """));

    private CommandRun Run(params string[] words) => CommandRun.Of(
        ["--session", "--set", $"config_directory={directory.Path}/etc", "--set", $"state_directory={directory.Path}/run", .. words]);
}
