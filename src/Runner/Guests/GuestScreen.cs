using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>Pictures of a guest's screen. QEMU writes into a file that it is lent: it opens none for them.</summary>
public static class GuestScreen
{
    private const string FdSet = "virshlite-screen";

    /// <param name="guests">The guests.</param>
    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="screen">0 = the first; each head of a graphics card is one.</param>
    /// <returns>The picture and its type: PNG, or PPM where this QEMU writes no other.</returns>
    /// <exception cref="GuestException">The guest has no such screen.</exception>
    public static (byte[] Picture, string Type) Take(GuestOperations guests, string guest, int screen)
    {
        GuestRecord record = guests.Get(guest);
        List<(string? Alias, int Head)> screens = Screens(guests.LiveDomain(record.Name));
        if (screens.Count == 0 || screen < 0 || screen >= screens.Count)
        {
            throw new GuestException("Requested operation is not valid: " + (screens.Count == 0 ? "no screens to take screenshot from" : "no such screen ID"));
        }

        using QmpClient monitor = guests.Connect(record);
        (string? alias, int head) = screens[screen];
        string device = screen == 0 || alias is null ? "" : string.Create(CultureInfo.InvariantCulture, $",\"device\":\"{alias}\",\"head\":{head}");
        try
        {
            return (Take(monitor, record.DomainDirectory, device + ",\"format\":\"png\""), "image/png");
        }
        catch (QmpException e) when (e.Description.Contains("format", StringComparison.Ordinal))
        {
            return (Take(monitor, record.DomainDirectory, device), "image/x-portable-pixmap");
        }
    }

    private static List<(string? Alias, int Head)> Screens(Domain live) =>
        [.. live.Videos.Where(v => v.Model != VideoModel.None)
            .SelectMany(v => Enumerable.Range(0, (int)Math.Max(1, v.Heads ?? 1)).Select(head => (v.Alias, head)))];

    private static byte[] Take(QmpClient monitor, string directory, string more)
    {
        string path = $"{directory}/screen-{Guid.NewGuid():N}";
        using FileDescriptor file = Files.Open(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW, FileModes.OwnerFile);
        try
        {
            long set = Lend(monitor, path);
            try
            {
                monitor.Execute("screendump", string.Create(CultureInfo.InvariantCulture, $"{{\"filename\":\"/dev/fdset/{set}\"{more}}}"));
            }
            finally
            {
                monitor.Execute("remove-fd", string.Create(CultureInfo.InvariantCulture, $"{{\"fdset-id\":{set}}}"));
            }

            return ReadAll(file, path);
        }
        finally
        {
            Files.Delete(path);
        }
    }

    /// <summary>QEMU takes descriptors that were opened for what it wants to do, no more: for writing.</summary>
    private static long Lend(QmpClient monitor, string path)
    {
        using FileDescriptor writing = Files.Open(path, Libc.O_WRONLY | Libc.O_NOFOLLOW, UnixFileMode.None);
        return monitor.Execute("add-fd", $$"""{"opaque":"{{FdSet}}"}""", along: writing).GetProperty("fdset-id").GetInt64();
    }

    private static byte[] ReadAll(FileDescriptor file, string path)
    {
        using var read = new MemoryStream();
        byte[] buffer = new byte[65536];
        while (true)
        {
            nint count = Libc.read(file, ref buffer[0], buffer.Length);
            if (count < 0 && Errno.Last != Errno.EINTR)
            {
                throw NativeException.Last($"'{path}' cannot be read");
            }

            if (count == 0)
            {
                return read.ToArray();
            }

            read.Write(buffer, 0, (int)Math.Max(count, 0));
        }
    }
}
