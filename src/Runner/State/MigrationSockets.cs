using Microsoft.Win32.SafeHandles;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>The sockets that a guest's memory and disks come through, in its own directory on either host.</summary>
public static class MigrationSockets
{
    public const string Memory = "migrate.sock";
    public const string Disks = "nbd.sock";

    /// <summary>What a joined connection's program says first, on its standard error.</summary>
    internal static ReadOnlySpan<byte> Joined => "virshlite: joined\n"u8;

    /// <summary>Where a guest that is arriving listens: its QEMU makes its sockets itself, and may do so in that directory only.</summary>
    internal static string ArrivalDirectory(string domainDirectory) => domainDirectory + "/arrival";

    /// <summary>Makes that directory, which belongs to QEMU's user.</summary>
    internal static string MakeArrivalDirectory(string domainDirectory, FileOwner? owner)
    {
        string path = ArrivalDirectory(domainDirectory);
        Files.MakeDirectory(path, FileModes.OwnerDirectory);
        if (owner is { } user)
        {
            using FileDescriptor directory = Files.OpenDirectory(path);
            Files.SetOwner(directory, user, path);
        }

        return path;
    }

    /// <summary>Joins standard input and output with such a socket of a guest that is arriving; returns when QEMU has closed it.</summary>
    /// <exception cref="GuestException">There is no such guest here.</exception>
    public static void Join(GuestOperations guests, string guest, string socket)
    {
        GuestRecord record = guests.Store.Read(guest) is { Started: false } arriving && socket is Memory or Disks
            ? arriving
            : throw new GuestException($"Requested operation is not valid: no guest '{guest}' is arriving here");
        using FileDescriptor connection = UnixSockets.Connect($"{ArrivalDirectory(record.DomainDirectory)}/{socket}");
        using (var error = FileDescriptor.Borrowed(2))
        {
            Files.Write(error, Joined, "standard error");
        }

        using FileStream both = Stream(connection.Number);
        using FileStream input = Stream(0);
        using FileStream output = Stream(1);
        var sending = new Thread(() => Copy(input, both, () => Libc.shutdown(connection, Libc.SHUT_WR))) { IsBackground = true };
        sending.Start();
        Copy(both, output, () => 0);
    }

    private static FileStream Stream(int number) => new(new SafeFileHandle(number, ownsHandle: false), FileAccess.ReadWrite, bufferSize: 0);

    private static void Copy(FileStream from, FileStream to, Func<int> end)
    {
        try
        {
            from.CopyTo(to, 1 << 18);
        }
        catch (IOException)
        {
            // one of the two is closed: so is the other then
        }

        _ = end();
    }
}
