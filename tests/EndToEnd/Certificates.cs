namespace VirshLite.EndToEnd;

/// <summary>Certificates of a test's own authority, as QEMU looks for them in a directory.</summary>
internal static class Certificates
{
    /// <summary>Makes a directory that QEMU's user reads, with certificates for both ends of a connection.</summary>
    /// <param name="world">Where the directory is.</param>
    /// <param name="directory">Seen from the world.</param>
    /// <param name="serverName">What the server's is for.</param>
    /// <param name="authority">The directory of another world whose authority signs these too, seen from outside; null: a new one.</param>
    public static void Make(World world, string directory, string serverName, string? authority = null)
    {
        Skip.IfNot(File.Exists("/usr/bin/openssl"), "needs openssl");
        const string Key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        string ca = authority is null
            ? $"openssl req -x509 {Key} -keyout ca-key.pem -out ca-cert.pem -subj /CN=authority -days 30 "
                + "-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
            : $"cp {authority}/ca-cert.pem {authority}/ca-key.pem .";
        world.Shell($"""
            set -e; mkdir -p {directory} && cd {directory}
            {ca} 2>/dev/null
            sign() (
              openssl req {Key} -keyout $1-key.pem -out $1.csr -subj /CN=$2
              printf 'subjectAltName=DNS:%s\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=%s\n' $2 $3 >ext
              openssl x509 -req -in $1.csr -CA ca-cert.pem -CAkey ca-key.pem -CAcreateserial -out $1-cert.pem -days 30 -extfile ext
            ) 2>/dev/null
            sign server {serverName} serverAuth
            sign client client clientAuth
            chmod 755 . && chmod 644 *.pem
            """);
    }
}
