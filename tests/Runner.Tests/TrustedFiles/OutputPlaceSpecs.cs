using System.Globalization;
using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.TrustedFiles;

/// <summary>
/// What a serial port writes goes on into its file for as long as the guest runs, by root's hand: whoever owns the directory, and may be in league with the
/// guest, gets it into no file of root's.
/// </summary>
public sealed class OutputPlaceSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string home;
    private readonly string roots;

    public OutputPlaceSpecs()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root, whom the attacker is after");
        home = directory.Path + "/home";
        roots = directory.Path + "/roots";
        Do($"mkdir {home} {home}/logs {roots}; echo before > {roots}/serial.log; chmod 755 {directory.Path} {roots}; chown -R 4444:4444 {home}");
        Log.Append("one\n"u8);
    }

    private GuestLog Log => new(home + "/logs/serial.log", new LogLimits(100, 2)) { IsOfDomain = true };

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void A_directory_of_the_users_own_may_be_reached_by_the_users_own_link()
    {
        AsMallory($"mv {home}/logs {home}/elsewhere; ln -s elsewhere {home}/logs");

        Log.Append("two\n"u8);

        File.ReadAllText(home + "/elsewhere/serial.log").ShouldBe("one\ntwo\n");
    }

    [SkippableTheory]
    [InlineData("mv logs was; ln -s {0} logs")]
    [InlineData("rm logs/serial.log; ln -s {0}/serial.log logs/serial.log")]
    public void A_link_that_comes_while_the_guest_runs_leads_into_nothing_of_roots(string attack)
    {
        AsMallory("cd " + home + "; " + string.Format(CultureInfo.InvariantCulture, attack, roots));

        Should.Throw<NativeException>(() => Log.Append("two\n"u8)).Number.ShouldBe(Errno.ELOOP);

        File.ReadAllText(roots + "/serial.log").ShouldBe("before\n");
        Directory.GetFiles(roots).Length.ShouldBe(1);
    }

    [SkippableFact]
    public void A_second_name_of_a_file_of_roots_is_not_written_to()
    {
        // as where the kernel does not protect hard links
        Do($"rm {home}/logs/serial.log; ln {roots}/serial.log {home}/logs/serial.log");

        Should.Throw<NativeException>(() => Log.Append("two\n"u8)).Message.ShouldContain($"Cannot open '{home}/logs/serial.log'");

        File.ReadAllText(roots + "/serial.log").ShouldBe("before\n");
    }

    [SkippableFact]
    public void A_pipe_keeps_nobody_waiting()
    {
        AsMallory($"rm {home}/logs/serial.log; mkfifo {home}/logs/serial.log");

        Should.Throw<NativeException>(() => Log.Append("two\n"u8));
    }

    [SkippableFact]
    public void Elders_are_renamed_in_that_directory()
    {
        for (int i = 0; i < 5; i++)
        {
            Log.Append(Encoding.ASCII.GetBytes(new string((char)('a' + i), 80) + "\n"));
        }

        Directory.GetFiles(home + "/logs").Select(Path.GetFileName).Order().ShouldBe(["serial.log", "serial.log.0", "serial.log.1"]);
        File.ReadAllText(home + "/logs/serial.log").ShouldStartWith("eeee");
        File.ReadAllText(home + "/logs/serial.log.1").ShouldStartWith("cccc");
    }

    [SkippableFact]
    public void What_is_wrong_is_said_of_the_path_that_was_asked_for() =>
        Should.Throw<NativeException>(() => OutputPlace.Of(home + "/nowhere/serial.log"))
            .Message.ShouldBe($"Cannot open '{home}/nowhere/serial.log': No such file or directory");

    private static void Do(string script) => HostCommand.Run("sh", "-ec", script).Success.ShouldBeTrue(script);

    private static void AsMallory(string script) =>
        HostCommand.Run("setpriv", "--reuid=4444", "--regid=4444", "--clear-groups", "--", "sh", "-ec", script).Success.ShouldBeTrue(script);
}
