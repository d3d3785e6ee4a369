using VirshLite.Translator.FromNative.Lines;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Files that libvirt passed as descriptors: what the command line still tells of them.</summary>
internal static class Descriptors
{
    /// <summary>The path, or where it is a descriptor set, a made-up one; the set's options are taken.</summary>
    public static string? PathOf(NativeCommand native, string? path, string device)
    {
        const string Sets = "/dev/fdset/";
        if (path is null || !path.StartsWith(Sets, StringComparison.Ordinal))
        {
            return path;
        }

        foreach (NativeOption fd in native.All("-add-fd").Where(o => o.Peek("set") == path[Sets.Length..]).ToList())
        {
            fd.Take();
        }

        string made = MadeUpPath(native, device);
        native.Warn($"{device} got its file as a descriptor, and the command line does not say which one it is: {made} is made up");
        return made;
    }

    public static string MadeUpPath(NativeCommand native, string device) => $"/var/lib/libvirt/qemu/{native.Domain.Element("name")?.Value}-{device}";
}
