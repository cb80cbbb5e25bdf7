# Makes and runs a private server on loopback: NAME DIRECTORY PORT [SETTING...]. The password of its
# account meetctl is in the directory. NAME is also the account of the system that the server's package
# has made: servers refuse to run as root.
set -eu
name=$1 home=$2 port=$3
shift 3
newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
PATH=$PATH:$newest:/usr/sbin:/usr/local/sbin
umask 077
cd "$home"
if [ "$name" = mysql ]; then
    password=$(cat password)
    echo "ALTER USER root@localhost IDENTIFIED BY '$password';
        CREATE USER meetctl@127.0.0.1 IDENTIFIED BY '$password';
        GRANT ALL ON *.* TO meetctl@127.0.0.1;" >accounts
fi
drop=
if [ "$(id -u)" = 0 ]; then
    chown -R "$name:$name" "$home"
    drop="setpriv --reuid $name --regid $name --init-groups --"
fi
if [ "$name" = postgres ]; then
    $drop initdb --no-sync --locale=C --encoding=UTF8 --auth=scram-sha-256 --username=meetctl \
        --pwfile=password data
    exec $drop postgres -D data -p "$port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= "$@"
fi
$drop mariadb-install-db --no-defaults --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=normal --datadir="$home/data"
# A starting server deletes the temporary tables of others from the usual place.
exec $drop mariadbd --no-defaults --datadir="$home/data" --init-file="$home/accounts" --port="$port" \
    --tmpdir="$home" --bind-address=127.0.0.1 --socket=mariadb.sock --pid-file=mariadb.pid \
    --skip-name-resolve --character-set-server=utf8mb4 "$@"
