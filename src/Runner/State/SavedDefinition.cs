using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>The definition in a saved guest's image: shown and changed (guest-state.md 1.6 and 1.7).</summary>
public static class SavedDefinition
{
    /// <summary>In full: devices that the image leaves out are there again.</summary>
    public static string Text(SaveImage image, Action<Domain> complete, bool withSecrets)
    {
        Domain domain = Of(image);
        complete(domain);
        if (!withSecrets)
        {
            foreach (Graphics graphics in domain.Graphics)
            {
                if (((graphics as VncGraphics)?.Auth ?? (graphics as SpiceGraphics)?.Auth) is { } auth)
                {
                    auth.Password = null;
                }
            }
        }

        return DomainWriter.Write(domain);
    }

    /// <exception cref="DomainParser.DomainException">The guest would see a difference, or the definition does not fit into the image.</exception>
    public static void Change(string path, Domain definition, bool? running, Action<Domain> complete, Settings settings)
    {
        SaveImage image = SavedImages.Read(path);
        Domain stored = Of(image);
        complete(stored);
        complete(definition);
        AbiCheck.Run(stored, definition);
        SavedImages.Rewrite(path, image.With(MigratableDomain.Of(DomainWriter.Write(definition), settings), running));
    }

    private static Domain Of(SaveImage image) =>
        DomainReader.Read(image.Xml, new ReadingOptions { FileName = "definition of the saved guest", IgnoreUnknown = true });
}
