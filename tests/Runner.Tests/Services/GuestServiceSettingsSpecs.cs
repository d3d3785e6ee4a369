using VirshLite.DomainParser;
using VirshLite.Runner.Services;

namespace VirshLite.Runner.Tests.Services;

public class GuestServiceSettingsSpecs
{
    [Fact]
    public void A_host_without_the_file_has_libvirt_guests_defaults() =>
        GuestServiceSettings.Parse("# nothing is set\n#ON_BOOT=ignore\n", "test").ShouldBe(new GuestServiceSettings());

    [Fact]
    public void Settings_are_read_as_a_shell_reads_them()
    {
        GuestServiceSettings settings = GuestServiceSettings.Parse(
            "ON_BOOT=ignore\nON_SHUTDOWN=\"shutdown\"\nPARALLEL_SHUTDOWN='4'\nSHUTDOWN_TIMEOUT=60 # a "
            + "minute\nSTART_DELAY=2\nPERSISTENT_ONLY=true\nURIS=default\n", "test");

        settings.ShouldBe(new GuestServiceSettings
        {
            StartOnBoot = false,
            OnShutdown = ShutdownAction.Shutdown,
            ParallelShutdown = 4,
            ShutdownTimeout = TimeSpan.FromSeconds(60),
            StartDelay = TimeSpan.FromSeconds(2),
            PersistentOnly = true,
        });
    }

    [Fact]
    public void No_time_limit_is_written_as_zero() => GuestServiceSettings.Parse("SHUTDOWN_TIMEOUT=0", "test").ShutdownTimeout.ShouldBeNull();

    [Fact]
    public void A_value_that_is_no_number_is_an_error_that_names_the_file() =>
        Should.Throw<DomainException>(() => GuestServiceSettings.Parse("SHUTDOWN_TIMEOUT=soon", "/etc/default/libvirt-guests"))
            .Message.ShouldBe("/etc/default/libvirt-guests: SHUTDOWN_TIMEOUT takes a number, not 'soon'");
}
