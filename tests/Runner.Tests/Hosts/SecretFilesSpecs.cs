using VirshLite.DomainParser;
using VirshLite.Runner.Hosts;

namespace VirshLite.Runner.Tests.Hosts;

public sealed class SecretFilesSpecs : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("0A81F5B2-8403-7B23-C8D6-21CCC2F80D6F", "0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f")]
    [InlineData("ceph:client.admin secret", "ceph:client.admin secret")]
    public void A_secret_is_its_files_bytes_as_they_are(string assigned, string asked)
    {
        File.WriteAllBytes(file, [1, 2, 10]);

        new SecretFiles([$"{assigned}={file}"]).Value(asked).ShouldBe([1, 2, 10]);
        new SecretFiles([$"{assigned}={file}"]).Value("ceph:other").ShouldBeNull();
    }

    [Theory]
    [InlineData("=x")]
    [InlineData("name")]
    [InlineData("name=")]
    public void What_names_no_secret_or_no_file_is_refused(string assignment) =>
        Should.Throw<DomainException>(() => new SecretFiles([assignment])).Message.ShouldContain("UUID=FILE");

    [Fact]
    public void A_missing_and_an_empty_file_are_named()
    {
        Should.Throw<DomainException>(() => new SecretFiles(["tls:a=/nonexistent/secret"]).Value("tls:a")).Message.ShouldContain("/nonexistent/secret");
        Should.Throw<DomainException>(() => new SecretFiles([$"tls:a={file}"]).Value("tls:a")).Message.ShouldContain("is empty");
    }
}
