using System.Globalization;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Launching;

/// <summary>Guests of which each runs as a user of its own (user_range).</summary>
public sealed class UserOfItsOwnSpecs
{
    private static uint ranges = 7100;

    /// <summary>Numbers of each test's own: a process of another that is just ending counts as one that uses its number.</summary>
    private readonly uint first = Interlocked.Increment(ref ranges) * 10;

    [SkippableFact]
    public void Two_guests_are_two_users_and_each_owns_its_own_images_alone()
    {
        using TestGuest test = WithRange(first + 9);
        string one = Image(test, "one.img"), other = Image(test, "other.img");

        GuestRecord a = test.Start("a", plan => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, one)));
        GuestRecord b = test.Start("b", plan => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, other)));

        User(a).ShouldBe(first);
        User(b).ShouldBe(first + 1);
        Owner(one).ShouldBe((first, first));
        Owner(other).ShouldBe((first + 1, first + 1));
        test.Operations.Destroy("a");
        test.Operations.Destroy("b");
        Owner(one).ShouldBe((0u, 0u));
        Owner(other).ShouldBe((0u, 0u));
    }

    [SkippableFact]
    public void A_guest_keeps_its_number_from_start_to_start()
    {
        using TestGuest test = WithRange(first + 9);
        var uuid = Guid.NewGuid();
        User(test.Start("a", plan => plan.Domain.Uuid = uuid)).ShouldBe(first);
        User(test.Start("b")).ShouldBe(first + 1);
        test.Operations.Destroy("a");

        User(test.Start("a", plan => plan.Domain.Uuid = uuid)).ShouldBe(first);
    }

    [SkippableFact]
    public void With_all_numbers_taken_the_one_whose_guest_ended_is_given_out_again_and_none_of_a_running_guest()
    {
        using TestGuest test = WithRange(first + 1);
        test.Start("a");
        test.Start("b");
        Should.Throw<GuestException>(() => test.Start("c")).Message.ShouldContain("no number left");
        test.Operations.Destroy("b");

        User(test.Start("d")).ShouldBe(first + 1);
    }

    [SkippableFact]
    public void A_shared_image_stays_whose_it_is_and_one_that_the_guests_user_cannot_read_is_refused_with_the_mending_step()
    {
        using TestGuest test = WithRange(first + 9);
        string shared = Image(test, "base.img");
        File.SetUnixFileMode(shared, FileModes.PublicFile);
        void Open(LaunchPlan plan) => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Backing, shared) { IsBelow = true });

        test.Start("a", Open);
        Owner(shared).ShouldBe((0u, 0u));
        File.SetUnixFileMode(shared, FileModes.OwnerFile);

        Should.Throw<GuestException>(() => test.Start("b", Open)).Message.ShouldContain($"chmod o+r '{shared}'");
    }

    [SkippableFact]
    public void Numbers_of_others_are_refused()
    {
        using TestGuest test = WithRange(first + 9);
        test.Settings = test.Settings with { Confinement = test.Settings.Confinement with { UserRange = new(65000, 66000) } };

        Should.Throw<GuestException>(() => test.Start()).Message.ShouldContain("systemd's users of services");
        test.Leftovers().ShouldBeEmpty();
    }

    private TestGuest WithRange(uint last)
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        var test = new TestGuest();
        test.Settings = test.Settings with { Confinement = test.Settings.Confinement with { UserRange = new(first, last) } };
        return test;
    }

    private static string Image(TestGuest test, string name)
    {
        string path = $"{test.Root}/{name}";
        File.WriteAllText(path, "x");
        File.SetUnixFileMode(path, FileModes.OwnerFile);
        return path;
    }

    private static uint User(GuestRecord guest)
    {
        string[] status = File.ReadAllLines($"/proc/{guest.Qemu!.Value.Pid}/status");
        string[] numbers = status.Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..];
        numbers.Distinct().Count().ShouldBe(1);
        return uint.Parse(numbers[0], CultureInfo.InvariantCulture);
    }

    private static (uint Uid, uint Gid) Owner(string path) => FileStatus.Of(path) is { } status ? (status.Uid, status.Gid) : default;
}
