using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Core;

/// <summary>What QEMU has of the environment of who starts it (core-arguments.md 2, confinement.md 8.1).</summary>
public class GuestEnvironmentSpecs
{
    private sealed class Shell : IHostFacts
    {
        public string? FindProgram(string name) => "/usr/bin/" + name;

        public HostPathKind KindOf(string path) => HostPathKind.File;

        public string? EnvironmentVariable(string name) => name == "XDG_RUNTIME_DIR" ? null : "of the shell";
    }

    [Fact]
    public void A_guest_of_roots_that_really_starts_has_nothing_but_the_path() =>
        Names(new Settings(), new TranslationOptions { ForStart = true })
            .ShouldBe(["LC_ALL", "PATH", "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"]);

    [Fact]
    public void A_users_guest_and_a_shown_command_line_have_libvirts_list()
    {
        Names(new Settings(), new TranslationOptions()).ShouldContain("LD_LIBRARY_PATH");
        Names(new Settings { Privileged = false }, new TranslationOptions { ForStart = true }).ShouldContain("LOGNAME");
    }

    private static string[] Names(Settings settings, TranslationOptions options) =>
        [.. SmallGuest.Plan(SmallGuest.WithDevices("", "q35", new Shell(), settings, options)).Environment.Select(e => e.Key)];
}
