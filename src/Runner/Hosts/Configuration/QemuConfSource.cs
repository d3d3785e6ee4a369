using Microsoft.Extensions.Configuration;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>libvirt's qemu.conf as a source of settings; a file that is not there (or not for the caller's eyes) has none.</summary>
internal sealed class QemuConfSource(string file) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(file);

    private sealed class Provider(string file) : ConfigurationProvider
    {
        public override void Load()
        {
            try
            {
                Data = QemuConfText.Parse(File.ReadAllText(file), file);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            }
        }
    }
}
