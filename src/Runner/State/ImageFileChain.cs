using System.Text.Json;
using VirshLite.Runner.Commands;

namespace VirshLite.Runner.State;

/// <summary>An image on disk and its format, as qemu-img says.</summary>
internal sealed record ImageFile(string Path, string Format);

/// <summary>The images that one stands on, the top one first (qemu-img info).</summary>
internal static class ImageFileChain
{
    public static List<ImageFile> Of(string path)
    {
        CommandResult info = HostCommand.Run("qemu-img", "info", "-U", "--output=json", "--backing-chain", path).Check($"looking at '{path}'");
        using JsonDocument document = JsonDocument.Parse(info.Output);
        return [.. document.RootElement.EnumerateArray()
            .Select(i => new ImageFile(Path.GetFullPath(i.GetProperty("filename").GetString()!), i.GetProperty("format").GetString()!))];
    }
}
