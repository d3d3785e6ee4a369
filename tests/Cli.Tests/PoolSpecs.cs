namespace VirshLite.Cli.Tests;

/// <summary>Pools that are defined, started, stopped and forgotten (measured.md 10); what is printed was held against virsh 11.3.</summary>
public sealed class PoolSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Images => directory.Path + "/images";

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_pool_lives_as_with_virsh()
    {
        Run("pool-define-as", "p", "dir", "--target", Images + "/").Output.ShouldBe("Pool p defined\n\n");
        Run("pool-list", "--all").Output.ShouldContain(" p      inactive   no\n");
        Run("pool-dumpxml", "p").Output.ShouldContain(
            $"  <available unit='bytes'>0</available>\n  <source>\n  </source>\n  <target>\n    <path>{Images}</path>\n  </target>\n</pool>\n");
        Run("pool-start", "p").Error.ShouldBe($"error: Failed to start pool p\nerror: cannot open directory '{Images}': No such file or directory\n");

        Run("pool-build", "p").Output.ShouldBe("Pool p built\n\n");
        File.GetUnixFileMode(Images).ShouldBe((UnixFileMode)0b111_001_001);
        Run("pool-start", "p").Output.ShouldBe("Pool p started\n\n");
        Run("pool-start", "p").Error.ShouldBe("error: Failed to start pool p\nerror: Requested operation is not valid: storage pool 'p' is already active\n");
        Run("pool-autostart", "p").Output.ShouldBe("Pool p marked as autostarted\n\n");
        Run("pool-info", "p").Output.ShouldContain("State:          running\nPersistent:     yes\nAutostart:      yes\nCapacity:       ");
        Run("pool-dumpxml", "p").Output.ShouldContain("    <permissions>\n      <mode>0711</mode>\n");
        Run("pool-undefine", "p").Error.ShouldContain("Requested operation is not valid: storage pool 'p' is still active");

        Run("pool-destroy", "p").Output.ShouldBe("Pool p destroyed\n\n");
        Run("pool-refresh", "p").Error.ShouldContain("Requested operation is not valid: storage pool 'p' is not active");
        Run("vol-list", "p").Error.ShouldContain("storage pool 'p' is not active");
        Run("pool-delete", "p").Output.ShouldBe("Pool p deleted\n\n");
        Run("pool-undefine", "p").Output.ShouldBe("Pool p has been undefined\n\n");
        Run("pool-list", "--all").Output.ShouldNotContain(" p ");
    }

    [Fact]
    public void A_pool_without_a_definition_is_gone_once_it_is_stopped()
    {
        Run("pool-create-as", "t", "dir", "--target", Images).Error.ShouldContain($"cannot open directory '{Images}': No such file or directory");
        Run("pool-list", "--all").Output.ShouldNotContain(" t ");

        Run("pool-create-as", "t", "dir", "--target", Images, "--build").Output.ShouldBe("Pool t created\n\n");
        Run("pool-list", "--transient").Output.ShouldContain(" t      active   no\n");
        Run("pool-autostart", "t").Error.ShouldBe("error: failed to mark pool t as autostarted\nerror: internal error: pool has no config file\n");
        Run("pool-define-as", "u", "dir", "--target", Images).Error.ShouldContain("operation failed: Storage source conflict with pool: 't'");
        Run("pool-destroy", "t").Output.ShouldBe("Pool t destroyed\n\n");

        Run("pool-list", "--all").Output.ShouldNotContain(" t ");
        Directory.Exists(Images).ShouldBeTrue();
    }

    [Theory]
    [InlineData("<pool type='dir'><name>x</name></pool>", "XML error: missing storage pool target path")]
    [InlineData("<pool type='foo'><name>x</name></pool>", "XML error: Invalid value for attribute 'type' in element 'pool': 'foo'.")]
    [InlineData("<pool><name>x</name></pool>", "XML error: Missing required attribute 'type' in element 'pool'")]
    [InlineData("<pool type='dir'><target><path>/x</path></target></pool>", "XML error: missing pool source name element")]
    [InlineData("<pooly/>", "XML error: expecting root element of 'pool', not 'pooly'")]
    public void What_is_no_pool_is_refused(string xml, string why)
    {
        string file = directory.File("p.xml", xml);

        Run("pool-define", file).Error.ShouldBe($"error: Failed to define pool from {file}\nerror: {why}\n");
    }

    [Fact]
    public void A_directory_is_built_where_it_stands_and_never_through_a_link()
    {
        string victim = directory.Path + "/victim";
        Directory.CreateDirectory(victim, UnixFileMode.UserRead);
        File.CreateSymbolicLink(Images, victim);
        Run("pool-define", Pool("0777")).Output.ShouldContain("Pool p defined");

        Run("pool-build", "p").Error.ShouldStartWith("error: Failed to build pool p\n");
        File.GetUnixFileMode(victim).ShouldBe(UnixFileMode.UserRead);
    }

    [Theory]
    [InlineData("0789")]
    [InlineData("none")]
    [InlineData("77777")]
    public void A_mode_that_is_none_is_refused_before_anything_is_made(string mode)
    {
        Run("pool-define", Pool(mode));

        Run("pool-build", "p").Error.ShouldContain("malformed octal mode");
        Directory.Exists(Images).ShouldBeFalse();
    }

    [Fact]
    public void Options_become_the_XML_that_virsh_makes_of_them() => Run(
        "pool-define-as", "p1", "rbd", "--source-host", "h", "--source-name", "n", "--auth-type", "ceph", "--auth-username", "u", "--secret-usage", "x",
        "--print-xml").Output.ShouldBe("""
        <pool type='rbd'>
          <name>p1</name>
          <source>
            <host name='h'/>
            <auth type='ceph' username='u'>
              <secret usage='x'/>
            </auth>
            <name>n</name>
          </source>
        </pool>


        """);

    private string Pool(string mode) => directory.File("p.xml", $"""
        <pool type='dir'><name>p</name><target><path>{Images}</path><permissions><mode>{mode}</mode></permissions></target></pool>
        """);

    private CommandRun Run(params string[] words) => CommandRun.Of(
        ["--session", "--set", $"config_directory={directory.Path}/etc", "--set", $"state_directory={directory.Path}/run", .. words]);
}
